// The types of the compiler's values.
/**
 * f64: what a model computes with; differs from point to point. bool: the outcome of a comparison.
 * i32: an address, made of loop indices and constants only, so the same for every point of a batch.
 */
export type Type = "f64" | "i32" | "bool";
