// The programs of a compiled log-likelihood: its value, and its value with the derivatives by all its parameters.
import type {Constants, Model} from "../../compiler/ir.ts";
import type {WasmProgram} from "../../compiler/wasm/abi.ts";
import {kitOf, modelOf} from "../../model/identity.ts";
import type {Kit} from "../../model/kit.ts";
import type {CompiledModel} from "../../model/types.ts";

/** gradient: the value, then a derivative for each parameter. */
export type Quantity = "value" | "gradient";

interface TargetProgram {
  constants: Constants;
  program: (relaxed: boolean) => WasmProgram;
  /** in plain JavaScript, with the bits of the strict program: a point's answer, in `out`. */
  point: () => (theta: Float64Array, out: Float64Array) => void;
}

export class CompiledTarget {
  readonly compiled: CompiledModel;
  /** with the place of each one's first number in a point. */
  readonly params: readonly {name: string; size: number; first: number}[];
  readonly #what: string;
  readonly #model: Model;
  readonly #kit: Kit;
  readonly #programs = new Map<Quantity, TargetProgram>();

  constructor(what: string, compiled: CompiledModel) {
    this.#what = what;
    this.compiled = compiled;
    this.#model = modelOf(compiled)!;
    this.#kit = kitOf(compiled)!;
    let first = 0;
    this.params = compiled.params.map(({name, size}) => {
      first += size;
      return {name, size, first: first - size};
    });
  }

  get compileMs(): number {
    return this.compiled.compileMs;
  }

  get(quantity: Quantity): TargetProgram {
    const known = this.#programs.get(quantity) ?? this.#make(quantity);
    this.#programs.set(quantity, known);
    return known;
  }

  #make(quantity: Quantity): TargetProgram {
    const {program, constants} = quantity === "value" ? this.#model : this.#differentiate();
    const piece = this.#kit.workpieces(program, []);
    return {
      constants,
      program: (relaxed) => piece.wasm({uniform: [], relaxed}),
      point: () => {
        const call = piece.js.bind(constants);
        return (theta, out) => {
          const args = this.params.map(({first, size}) => theta.subarray(first, first + size));
          const answer = call(...args, out);
          if (typeof answer === "number") out[0] = answer;
        };
      }
    };
  }

  #differentiate(): Model {
    const by = this.params.map(({name}) => name);
    const options = {by, withValue: true, name: "gradient", area: this.#what};
    return this.#kit.write.derive(this.#model, options);
  }
}
