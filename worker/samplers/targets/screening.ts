// Log-likelihoods on the GPU, in f32: many at a time and each a little off.
import type {CompiledModel} from "../../model/types.ts";
import type {CompiledTarget} from "./compiledTarget.ts";
import type {Screen} from "./targetEvaluator.ts";
import type {Stoppable, TargetHooks} from "./way.ts";

/** The GPU's way, or why there is none. */
export async function openScreen(
  target: CompiledTarget,
  gpu: TargetHooks["gpu"]
): Promise<{screen?: Screen; note?: string}> {
  const door = gpu?.();
  const {available, why} = door
    ? await (await door).status()
    : {available: false, why: "this home has no WebGPU"};
  if (!available) return {note: `the GPU was asked for, but no GPU: ${why}`};
  return {screen: new GpuScreen(target, why)};
}

class GpuScreen implements Screen {
  readonly #compiled: CompiledModel;
  readonly #params: CompiledTarget["params"];
  readonly #where: string;
  #run: Stoppable | undefined;

  constructor({compiled, params}: CompiledTarget, where: string) {
    this.#compiled = compiled;
    this.#params = params;
    this.#where = where;
  }

  get why(): string {
    return `screened on the GPU in f32 (${this.#where}), scored in f64`;
  }

  /** Where the GPU has gone meanwhile, the batch finds another way by itself. */
  async compute(theta: readonly Float64Array[], values: Float64Array): Promise<void> {
    const points = Object.fromEntries(
      this.#params.map(({name, first, size}) => [name, theta.slice(first, first + size)])
    );
    const run = this.#compiled.batch(points, {device: "gpu", out: [values]});
    this.#run = run;
    try {
      await run;
    } finally {
      this.#run = undefined;
    }
  }

  cancel(): void {
    this.#run?.cancel();
  }
}
