// The vocabulary in which every kernel describes itself. From its signature the engine derives the
// argument list of the WASM export, the bytes each field needs and the GPU bind group, from the rest of
// its spec the parity test and the benchmark row; nothing else in the repository lists a kernel's arguments.

/** What one array element is. */
export type Element = "f64" | "f32" | "i32" | "u32";

export interface ArrayOf {
  f64: Float64Array;
  f32: Float32Array;
  i32: Int32Array;
  u32: Uint32Array;
}

/** Bytes an element takes in memory. */
export const BYTES: Record<Element, number> = {f64: 8, f32: 4, i32: 4, u32: 4};

/** The scalar arguments of one call, by name. */
export type ScalarValues = Record<string, number>;

/** A count that is fixed, or follows from the call's scalars. */
export type Size = number | ((scalars: ScalarValues) => number);

/** One array argument. */
export interface Field<E extends Element = Element> {
  element: E;
  /**
   * How the array lies along the iteration axis: `each` index owns `size` elements, `block` means
   * `size` elements per block of the axis (partial results), `whole` is not split at all.
   */
  along: "each" | "block" | "whole";
  size: Size;
  /** meaning and unit. */
  doc: string;
  /** on the GPU, which has no f64, each element is two f32: a value and the rest of its rounding. */
  paired?: boolean;
  /** room to work in: an output whose contents mean nothing afterwards, so nobody compares or returns it. */
  scratch?: boolean;
}

/** One scalar argument. */
export interface Scalar {
  type: "f64" | "i32" | "u32";
  doc: string;
}

export type Fields = Record<string, Field>;
export type Scalars = Record<string, Scalar>;

export type ArraysOf<F extends Fields> = {[K in keyof F]: ArrayOf[F[K]["element"]]};
export type NumbersOf<S extends Scalars> = {[K in keyof S]: number};

/** A row of a kernel's measured error table. */
export interface ErrorRow {
  /** the arguments this row speaks of. */
  region: string;
  /** largest error seen there. */
  max: number;
  /** ulp: units in the last place; abs: absolute; rel: relative. */
  unit: "ulp" | "abs" | "rel";
}

/** What it takes to run a kernel: all that is loaded before the first run. */
export interface Signature<
  O extends Fields = Fields,
  I extends Fields = Fields,
  S extends Scalars = Scalars
> {
  /** the name of the WASM export, of the WGSL file and of the registry entry. */
  name: string;
  /** in the order of the WASM argument list: outputs, inputs, scalars, then begin and end. */
  outputs: O;
  inputs: I;
  scalars: S;
  /** indices of the axis that one lane takes at a time; fixed, so that results do not depend on the number of lanes. */
  block: number;
  /** makes the answer of a reduction over n indices from its blocks' partial results, in index order, on the host. */
  combine?: (partials: ArraysOf<O>, n: number, scalars: NumbersOf<S>) => unknown;
  /** whether there is a GPU twin, whose source is the spec's `wgsl`. */
  hasTwin?: boolean;
}

/** What a kernel promises and what holds it to that; loaded when first asked for. */
export interface Evidence<
  O extends Fields = Fields,
  I extends Fields = Fields,
  S extends Scalars = Scalars
> {
  /** the equation, the symbols, and what happens to NaN, infinities and zeros. */
  doc: string;
  /** largest difference from `reference` that the parity test accepts, per device; 0 means the same bits. */
  tolerance: {wasm: number; relaxed: number; gpu?: {rtol: number; atol: number}};
  /** measured errors against independent high-precision values. */
  errors: {f64: readonly ErrorRow[]; wgsl?: readonly ErrorRow[]};
  /** the plainest loop over [begin, end): the oracle, and the device of last resort. */
  reference: (args: ArraysOf<O> & ArraysOf<I> & NumbersOf<S>, begin: number, end: number) => void;
  /** the GPU twin's source, without the shared prelude. */
  wgsl?: string;
  /** example scalars and a value domain, for the parity test and the benchmark. */
  example: {scalars: NumbersOf<S>; inputs: {[K in keyof I]: (i: number) => number}};
}

/** A kernel's whole spec. */
export interface Kernel<
  O extends Fields = Fields,
  I extends Fields = Fields,
  S extends Scalars = Scalars
>
  extends Signature<O, I, S>, Evidence<O, I, S> {}

/** Checks a signature's parts against one another and keeps their literal types. */
export function defineSignature<O extends Fields, I extends Fields, S extends Scalars>(
  signature: Signature<O, I, S>
): Signature<O, I, S> {
  return signature;
}

/** A kernel whose outputs are partial results, and the type of the answer they combine to. */
export interface Reduction<
  O extends Fields,
  I extends Fields,
  S extends Scalars,
  R
> extends Signature<O, I, S> {
  combine: (partials: ArraysOf<O>, n: number, scalars: NumbersOf<S>) => R;
}

/** As defineSignature, for a kernel with a `combine`. */
export function defineReduction<O extends Fields, I extends Fields, S extends Scalars, R>(
  signature: Reduction<O, I, S, R>
): Reduction<O, I, S, R> {
  return signature;
}

/** A kernel's spec: its signature, and evidence that fits the signature's arrays and scalars. */
export function defineKernel<
  O extends Fields,
  I extends Fields,
  S extends Scalars,
  G extends Signature<O, I, S>
>(signature: G & Signature<O, I, S>, evidence: Evidence<O, I, S>): G & Evidence<O, I, S> {
  return {...signature, ...evidence};
}

/** One element per index. */
export function each<E extends Element>(element: E, doc: string, size: Size = 1): Field<E> {
  return {element, along: "each", size, doc};
}

/** One slot of `size` elements per block: the partial results of a reduction. */
export function perBlock<E extends Element>(element: E, doc: string, size: Size = 1): Field<E> {
  return {element, along: "block", size, doc};
}

/** Room for one block to work in: `size` elements, neither read nor returned. */
export function scratch<E extends Element>(element: E, doc: string, size: Size): Field<E> {
  return {element, along: "block", size, doc, scratch: true};
}

/** An array every block sees whole. */
export function whole<E extends Element>(element: E, doc: string, size: Size): Field<E> {
  return {element, along: "whole", size, doc};
}

/** A field that keeps about 48 bits on the GPU: compensated sums, and inputs that f32 would blunt. */
export function paired<F extends Field>(field: F): F {
  return {...field, paired: true};
}

/** A real scalar argument. */
export function real(doc: string): Scalar {
  return {type: "f64", doc};
}

/** A signed 32-bit scalar argument. */
export function integer(doc: string): Scalar {
  return {type: "i32", doc};
}

/** An unsigned 32-bit scalar argument. */
export function word(doc: string): Scalar {
  return {type: "u32", doc};
}
