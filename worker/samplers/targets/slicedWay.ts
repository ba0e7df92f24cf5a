// Log-likelihoods on the calling thread, point by point and in slices: where there is no WebAssembly SIMD for a
// compiled model, or no worker for a plain function.
import {Cancelled} from "../../device/device.ts";
import {makePace} from "../../pace.ts";
import {callFunction, makeFunction, type FunctionSpec} from "./functionWork.ts";
import type {CompiledTarget, Quantity} from "./compiledTarget.ts";
import {failAt, type Asked, type Done, type Stoppable, type Way} from "./way.ts";

/** Writes a point's value, and the derivatives after it where they are asked for. */
type Point = (theta: Float64Array, out: Float64Array) => void;

interface Parts {
  hasGradient: boolean;
  compute: (quantity: Quantity) => Point;
  /** what to throw for what a point threw. */
  explain: (error: unknown, theta: readonly Float64Array[], at: number) => unknown;
  description: ReturnType<Way["describe"]>;
}

export class SlicedWay implements Way {
  readonly canShare = false;
  readonly #parts: Parts;
  #running: Stoppable | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get hasGradient(): boolean {
    return this.#parts.hasGradient;
  }

  async compute({theta, values, gradient}: Asked): Promise<Done> {
    const point = this.#parts.compute(gradient ? "gradient" : "value");
    const own = new Float64Array(theta.length);
    const out = new Float64Array(1 + theta.length);
    const pace = makePace(() => undefined);
    this.#running = pace.steering;
    const n = values.length;
    try {
      for (let at = 0; at < n; at++) {
        if (pace.isDue()) await pace.rest(() => ({phase: "points", done: at, total: n}));
        if (pace.isCancelled) throw new Cancelled();
        for (let k = 0; k < own.length; k++) own[k] = theta[k][at];
        try {
          point(own, out);
        } catch (error) {
          throw this.#parts.explain(error, theta, at);
        }
        values[at] = out[0];
        gradient?.forEach((slopes, k) => (slopes[at] = out[1 + k]));
      }
      return {threads: 1, busy: pace.elapsed()};
    } finally {
      pace.close();
      this.#running = undefined;
    }
  }

  cancel(): void {
    this.#running?.cancel();
  }

  describe() {
    return this.#parts.description;
  }

  close(): void {
    this.cancel();
  }
}

/** The model's plain JavaScript: the bits of strict numerics. */
export function sliceCompiled(target: CompiledTarget): SlicedWay {
  const points = new Map<Quantity, Point>();
  const why = "no WebAssembly SIMD here: plain JavaScript on this thread";
  return new SlicedWay({
    hasGradient: true,
    compute(quantity) {
      const point = points.get(quantity) ?? target.get(quantity).point();
      points.set(quantity, point);
      return point;
    },
    explain: (error) => error,
    description: {device: "reference", why, compile: target.compileMs, reproducible: true}
  });
}

/** Longer than any likelihood should take, and a page cannot be stopped meanwhile. */
const PATIENCE = 10_000;

export function sliceFunction(
  what: string,
  spec: FunctionSpec,
  {names, why}: {names: readonly string[]; why: string}
): SlicedWay {
  let began = 0;
  const guard = (): void => {
    if (performance.now() - began < PATIENCE) return;
    throw new RangeError(`a loop held this thread for more than ${PATIENCE / 1000} s`);
  };
  const f = makeFunction(spec, guard);
  return new SlicedWay({
    hasGradient: false,
    compute: () => (theta, out) => {
      began = performance.now();
      out[0] = callFunction(f, theta.slice());
    },
    explain: (error, theta, at) =>
      failAt(what, names, theta, {at, message: (error as Error).message}),
    description: {device: "reference", why, compile: 0, reproducible: true}
  });
}
