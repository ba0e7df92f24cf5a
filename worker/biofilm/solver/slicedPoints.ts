// Points on the calling thread, one by one and in slices: where there is no WebAssembly SIMD.
import {Cancelled} from "../../device/device.ts";
import {makePace} from "../../pace.ts";
import type {EvaluatorStats} from "../../samplers/evaluator.ts";
import type {Integrator} from "./integrators.ts";
import type {Points} from "./points.ts";
import {countRows} from "./settings.ts";

export class SlicedPoints implements Points {
  readonly #integrator: Integrator;
  readonly #settings: Float64Array;
  /** answers, a point's rows next to one another. */
  readonly #answers: Float64Array;
  readonly #rows: number;
  #running: {cancel: () => void} | undefined;

  constructor(integrator: Integrator, settings: Float64Array, capacity: number) {
    this.#integrator = integrator;
    this.#settings = settings;
    this.#rows = countRows(settings);
    this.#answers = new Float64Array(this.#rows * capacity);
  }

  async compute(theta: readonly Float64Array[], count: number): Promise<void> {
    const rows = this.#rows;
    const point = new Float64Array(theta.length);
    const pace = makePace(() => undefined);
    this.#running = pace.steering;
    try {
      for (let i = 0; i < count; i++) {
        if (pace.isDue()) await pace.rest(() => ({phase: "points", done: i, total: count}));
        if (pace.isCancelled) throw new Cancelled();
        for (let k = 0; k < point.length; k++) point[k] = theta[k][i];
        const answer = this.#answers.subarray(i * rows, (i + 1) * rows);
        this.#integrator.compute(this.#settings, point, answer);
      }
    } finally {
      pace.close();
      this.#running = undefined;
    }
  }

  read(row: number, into: Float64Array): void {
    for (let i = 0; i < into.length; i++) into[i] = this.#answers[i * this.#rows + row];
  }

  cancel(): void {
    this.#running?.cancel();
  }

  describe(): EvaluatorStats {
    return describeSliced();
  }

  close(): void {
    this.cancel();
  }
}

export function describeSliced(): EvaluatorStats {
  const why = "no WebAssembly SIMD here: plain JavaScript on this thread";
  return {device: "reference", why, threads: 1, compile: 0, reproducible: true};
}
