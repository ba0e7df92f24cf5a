// What a reader sees of a compiled model.
import type {DeviceWish, Run, Stats} from "../work.ts";
import type {ProgramGraph} from "../compiler/graph.ts";

/** A number, or a vector. */
export type Argument = number | ArrayLike<number>;

/** Many points of one parameter: `d` vectors of length n, a vector of length n where d is 1, or one constant. */
export type Points = number | ArrayLike<number> | readonly ArrayLike<number>[];

/** How long each parameter is, by name and in the function's order; with what its free names stand for. */
export type ModelSizes = Record<string, number | Record<string, unknown>>;

export interface ModelOptions {
  /** numbers and arrays (also arrays of equally long rows) that the body names. */
  constants?: Record<string, unknown>;
  /** functions, also compiled models, that the body calls. */
  helpers?: Record<string, unknown>;
  /** a name for messages; default: that of the function. */
  name?: string;
  /** passes over the program that are left out, for a look at what they do; the results stay the same. */
  without?: readonly string[];
}

export interface BatchOptions {
  device?: DeviceWish;
  /** at most this many of the CPU's threads; the bits do not depend on it. */
  threads?: number;
  /** where the answer goes: a vector of length n for each output; then no new ones are made. */
  out?: readonly Float64Array[];
}

export type SourceLanguage = "js" | "wat" | "wgsl" | "ir";

/** The answer of a batch: a vector of length n for each output, with how it was computed. */
export type BatchAnswer = Float64Array[] & {readonly stats: Stats};

/** What a parameter is in a model's body: a number, an array, or first the one and then the other. */
export type Inside = number & number[];

/** What a model answers: a number, an array, or what only its text says. */
export type Answer = number | number[];

export interface CompiledModel<A extends Answer = Answer> {
  /** One point: the arguments in the function's order, then where the answer goes; without `out` it is a plain array, or a number. */
  (...args: (Argument | undefined)[]): A;
  readonly params: readonly {readonly name: string; readonly size: number}[];
  /** how many numbers the answer has. */
  readonly outputs: number;
  /** whether the answer is a number. */
  readonly isScalar: boolean;
  /** d answer / d parameter, outputs × inputs by rows. */
  jacobian(by?: string): CompiledModel<number[]>;
  /** A scalar model's derivative by its first parameter (or `gradient.by(name)`). */
  readonly gradient: DerivedModel;
  /** A scalar model's value, then its derivative by its first parameter, in one program. */
  readonly valueAndGradient: DerivedModel<number[]>;
  /** A scalar model's second derivatives by its first parameter, by rows. */
  readonly hessian: DerivedModel;
  /** The Hessian times a vector, which is one more argument, `direction`, at the end. */
  readonly hessianVector: DerivedModel;
  /** The Jacobian times a vector: one more argument, `direction`, at the end. */
  jvp(by?: string): CompiledModel<Inside>;
  /** A vector times the Jacobian: one more argument, `weights`, at the end. */
  vjp(by?: string): CompiledModel<Inside>;
  /** Places (row, column) where the Jacobian can differ from zero. */
  sparsity(by?: string): {rows: Int32Array; columns: Int32Array};
  /** Many points. */
  batch(points: Record<string, Points>, options?: BatchOptions): Run<BatchAnswer>;
  /** The generated text; "ir": the program all others are made from. */
  source(language?: SourceLanguage): string;
  /** What it is made of, to draw: operations, and which takes from which. */
  graph(): ProgramGraph;
  /** Ops left after each pass, in order. */
  readonly passes: readonly {
    readonly name: string;
    readonly ops: number;
    readonly dump: () => string;
  }[];
  /** Milliseconds of parsing and of the passes; nothing is parsed again for a function seen before. */
  readonly compileMs: number;
}

/** A derivative by the first parameter, from which that by another can be had. */
export interface DerivedModel<A extends Answer = Inside> extends CompiledModel<A> {
  by(name: string): CompiledModel<A>;
}
