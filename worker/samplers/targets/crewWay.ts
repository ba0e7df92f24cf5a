// A compiled log-likelihood on the engine's threads, in batches that stay where the threads read them.
import {Cancelled} from "../../device/device.ts";
import type {Ensemble} from "../../programs/ensemble.ts";
import type {CompiledTarget, Quantity} from "./compiledTarget.ts";
import type {Asked, Done, Stoppable, TargetHooks, Way} from "./way.ts";

export class CrewWay implements Way {
  readonly canShare = true;
  readonly hasGradient = true;
  readonly #what: string;
  readonly #target: CompiledTarget;
  readonly #hooks: Pick<TargetHooks, "programs" | "relaxed">;
  readonly #capacity: number;
  readonly #batches = new Map<Quantity, Promise<Ensemble>>();
  #run: Stoppable | undefined;
  #cancels = 0;
  #compile = 0;

  constructor(what: string, target: CompiledTarget, hooks: TargetHooks, capacity: number) {
    this.#what = what;
    this.#target = target;
    this.#hooks = hooks;
    this.#capacity = capacity;
  }

  async compute({theta, values, gradient, threads}: Asked): Promise<Done> {
    const quantity = gradient ? "gradient" : "value";
    const cancels = this.#cancels;
    const batch = await this.open(quantity);
    if (cancels !== this.#cancels) throw new Cancelled();
    try {
      const {program} = this.#target.get(quantity);
      for (const {name, first, size} of this.#target.params)
        if (program(this.#hooks.relaxed).varying.includes(name))
          batch.setVarying(name, theta.slice(first, first + size));
      const run = batch.run(values.length, threads);
      this.#run = run;
      const stats = await run;
      this.#compile += stats.compile;
      batch.get(0, values);
      gradient?.forEach((slopes, k) => batch.get(1 + k, slopes));
      return {threads: stats.threads, busy: stats.threads * stats.elapsed};
    } catch (error) {
      // The threads may not have left it yet, or be no more: the next call opens another.
      batch.close();
      this.#batches.delete(quantity);
      throw error;
    } finally {
      this.#run = undefined;
    }
  }

  /** The batch for values alone, or with their derivatives. */
  open(quantity: Quantity): Promise<Ensemble> {
    const known = this.#batches.get(quantity);
    if (known) return known;
    const opening = this.#open(quantity);
    this.#batches.set(quantity, opening);
    opening.catch(() => this.#batches.delete(quantity));
    return opening;
  }

  async #open(quantity: Quantity): Promise<Ensemble> {
    const began = performance.now();
    const {program: toProgram, constants} = this.#target.get(quantity);
    const program = toProgram(this.#hooks.relaxed);
    this.#compile += performance.now() - began;
    const {params} = this.#target;
    const varying = params.map(({name, size}) => [
      name,
      Array.from({length: size}, () => new Float64Array(this.#capacity))
    ]);
    return this.#hooks.programs.open({
      label: this.#what,
      program,
      constants: program.fillConstants(constants),
      uniform: {},
      varying: Object.fromEntries(varying) as Record<string, Float64Array[]>,
      n: this.#capacity
    });
  }

  cancel(): void {
    this.#cancels++;
    this.#run?.cancel();
  }

  describe() {
    const {relaxed} = this.#hooks;
    const why = "compiled to WebAssembly";
    const compile = this.#target.compileMs + this.#compile;
    return {device: "wasm", why, compile, reproducible: !relaxed} as const;
  }

  close(): void {
    for (const opening of this.#batches.values())
      void opening.then((batch) => batch.close()).catch(() => undefined);
    this.#batches.clear();
  }
}
