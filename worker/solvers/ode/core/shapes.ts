// What the numerical core is written in terms of. The other files of this folder are in the language that
// models are written in: they run as they are, and program.ts compiles their text together with a model.

/** Numbers to read. */
export type Vector = ArrayLike<number>;

/** A function of state, parameters and time: the right-hand side, its Jacobian by rows, its slope in time. */
export type Field = (u: Vector, p: Vector, t: number) => Vector;
