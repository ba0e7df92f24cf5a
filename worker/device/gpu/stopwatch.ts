// GPU time of a pass, where the adapter offers timestamps. Browsers coarsen them (to 0.1 ms or so).

/** Bytes of a begin and an end stamp. */
export const STAMP_BYTES = 16;

export class Stopwatch {
  readonly #device: GPUDevice;
  readonly #idle: GPUQuerySet[] = [];
  readonly offered: boolean;

  constructor(device: GPUDevice) {
    this.#device = device;
    this.offered = device.features.has("timestamp-query");
  }

  /** A pair of stamps for one pass, if there is such a thing here. */
  acquire(): GPUQuerySet | undefined {
    if (!this.offered) return undefined;
    return this.#idle.pop() ?? this.#device.createQuerySet({type: "timestamp", count: 2});
  }

  release(stamps: GPUQuerySet | undefined): void {
    if (stamps) this.#idle.push(stamps);
  }
}

/** Milliseconds between two stamps; undefined where the driver wrote nonsense. */
export function toMilliseconds(bytes: ArrayBuffer): number | undefined {
  const [begin, end] = new BigUint64Array(bytes);
  return end >= begin && begin > 0n ? Number(end - begin) / 1e6 : undefined;
}
