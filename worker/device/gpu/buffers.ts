// Reuses GPU buffers by size class and keeps exact accounts. A class is a quarter of a power of two,
// so that at most a fifth of a buffer lies idle, and jobs of like size share.

export interface GpuMemory {
  /** bytes of buffers that jobs hold now. */
  live: number;
  /** bytes of buffers kept for the next job. */
  pooled: number;
  /** the most bytes that were ever live. */
  peak: number;
}

const SMALLEST = 256;

/** The class a request belongs to: its size in bytes. */
export function toSizeClass(bytes: number): number {
  if (bytes <= SMALLEST) return SMALLEST;
  const quarter = 1 << Math.max(0, 29 - Math.clz32(Math.ceil(bytes / SMALLEST) - 1));
  return Math.ceil(bytes / (SMALLEST * quarter)) * SMALLEST * quarter;
}

export class BufferPool {
  readonly #device: GPUDevice;
  readonly #idle = new Map<string, GPUBuffer[]>();
  readonly #live = new Set<GPUBuffer>();
  readonly #keep: number;
  readonly #account: GpuMemory = {live: 0, pooled: 0, peak: 0};

  /** `keep`: the most bytes that stay pooled. */
  constructor(device: GPUDevice, keep: number) {
    this.#device = device;
    this.#keep = keep;
  }

  /** A buffer of at least `bytes`; its contents are whatever the last job left. */
  acquire(bytes: number, usage: GPUBufferUsageFlags): GPUBuffer {
    const size = Math.min(toSizeClass(bytes), this.#device.limits.maxBufferSize);
    const idle = this.#idle.get(`${usage}:${size}`)?.pop();
    if (idle) this.#account.pooled -= size;
    const buffer = idle ?? this.#device.createBuffer({size, usage});
    this.#live.add(buffer);
    this.#account.live += size;
    this.#account.peak = Math.max(this.#account.peak, this.#account.live);
    return buffer;
  }

  /** Takes a buffer back; a broken job's buffers are destroyed rather than used again. */
  release(buffer: GPUBuffer, usable: boolean): void {
    if (!this.#live.delete(buffer)) return;
    this.#account.live -= buffer.size;
    if (!usable || this.#account.pooled + buffer.size > this.#keep) {
      buffer.destroy();
      return;
    }
    const key = `${buffer.usage}:${buffer.size}`;
    const list = this.#idle.get(key);
    if (list) list.push(buffer);
    else this.#idle.set(key, [buffer]);
    this.#account.pooled += buffer.size;
  }

  /** Destroys what is pooled. */
  trim(): void {
    for (const list of this.#idle.values()) for (const buffer of list) buffer.destroy();
    this.#idle.clear();
    this.#account.pooled = 0;
  }

  memory(): GpuMemory {
    return {...this.#account};
  }
}
