// An optimised program with all that is emitted from it, each when it is first asked for.
import {countOps, type Program} from "../compiler/ir.ts";
import {fingerprint} from "../compiler/fingerprint.ts";
import {emitJs, type EmittedJs} from "../compiler/js/emitJs.ts";
import {optimise, type PassReport} from "../compiler/passes/index.ts";
import {print} from "../compiler/print.ts";
import type {WasmProgram} from "../compiler/wasm/abi.ts";
import {emitWasm, printWat} from "../compiler/wasm/emit.ts";
import {emitWgsl} from "../compiler/wgsl/emit.ts";
import type {WgslProgram} from "../compiler/wgsl/abi.ts";
import {LeastRecent} from "./leastRecent.ts";
import type {WasmWish} from "./runBatch.ts";
import type {SourceLanguage} from "./types.ts";

/** The compiled kernels, whose functions the WASM of a program uses. */
export type KernelBytes = (flavour: "strict" | "relaxed") => Uint8Array;

/** What emitters of WASM and WGSL read of a model; data do not matter to them. */
const NO_DATA = new Map<number, Float64Array>();

export class Workpiece {
  readonly program: Program;
  readonly passes: readonly PassReport[];
  readonly #kernels: KernelBytes;
  readonly #wasm = new Map<string, WasmProgram>();
  readonly #wgsl = new Map<string, WgslProgram>();
  #js: EmittedJs | undefined;

  constructor(program: Program, without: readonly string[], kernels: KernelBytes) {
    ({program: this.program, passes: this.passes} = optimise(program, {without}));
    this.#kernels = kernels;
  }

  get js(): EmittedJs {
    this.#js ??= emitJs(this);
    return this.#js;
  }

  wasm({uniform, relaxed, isSum = false}: WasmWish): WasmProgram {
    return remember(this.#wasm, `${relaxed} ${isSum} ${uniform.join()}`, () =>
      emitWasm(this.#model, {uniform, relaxed, isSum, kernels: this.#kernelsFor(relaxed)})
    );
  }

  wgsl(uniform: readonly string[]): WgslProgram {
    return remember(this.#wgsl, uniform.join(), () => emitWgsl(this.#model, {uniform}));
  }

  /** The program in a language, as if every parameter differed from point to point. */
  text(language: SourceLanguage): string {
    switch (language) {
      case "js":
        return this.js.source;
      case "wat":
        return printWat(this.#model, {uniform: [], kernels: this.#kernelsFor(false)});
      case "wgsl":
        return this.wgsl([]).source;
      case "ir":
        return print(this.program);
    }
  }

  get #model() {
    return {program: this.program, constants: NO_DATA};
  }

  #kernelsFor(relaxed: boolean): Uint8Array {
    return this.#kernels(relaxed ? "relaxed" : "strict");
  }
}

function remember<V>(known: Map<string, V>, key: string, make: () => V): V {
  const found = known.get(key) ?? make();
  known.set(key, found);
  return found;
}

export type Workpieces = (program: Program, without: readonly string[]) => Workpiece;

/** As many programs as a long notebook has, and no more ops than some tens of megabytes hold. */
const ROOM = {entries: 200, weight: 400_000};

/** Programs of one structure and the same names share a workpiece, whatever data go with them. */
export function makeWorkpieces(kernels: KernelBytes): Workpieces {
  const known = new LeastRecent<string, Workpiece>(ROOM, ({program}) => countOps(program.body));
  // a program met again is known at a glance
  const keys = new WeakMap<Program, string>();
  return (program, without) => {
    const key = keys.get(program) ?? toKey(program);
    keys.set(program, key);
    const make = () => new Workpiece(program, without, kernels);
    return known.get(`${key} ${without.join()}`, make);
  };
}

/** The fingerprint knows no names, but the texts do. */
function toKey(program: Program): string {
  const {name, params, arrays} = program;
  const names = [name, ...params.map((param) => param.name), ...arrays.map((array) => array.name)];
  return JSON.stringify([fingerprint(program), names]);
}
