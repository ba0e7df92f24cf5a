// What the specs of the dense kernels say alike.
import {each, integer, scratch, type ScalarValues} from "../kernel.ts";
import {PANEL} from "./constants.ts";

/** Elements of an n × n matrix. */
export const square = ({n}: ScalarValues) => n * n;
/** Elements of a matrix with `rows` rows and n columns. */
export const tall = ({rows, n}: ScalarValues) => rows * n;
/** Elements of n rows of m right-hand sides. */
export const sides = ({n, m}: ScalarValues) => n * m;
/** Elements of the triangular factors of n reflectors. */
export const triangles = ({n}: ScalarValues) => n * PANEL;

export const order = integer("rows and columns of the matrix");
export const columns = integer("columns of the matrix, at most its rows");
export const rows = integer("rows of the matrix");
export const sideCount = integer("right-hand sides, the columns of B and X");

/** One status for each matrix of the batch. */
export const status = (failures: string) =>
  each("i32", `0 good, ${failures}, −1 NaN or infinity in the input`);

/** Room for the panel and products of a block of matrices. */
export const workspace = (size: (scalars: ScalarValues) => number) =>
  scratch("f64", "scratch for one matrix at a time", size);

/** What every dense kernel does with bad input, for its doc. */
export const ON_FAILURE =
  "Matrices are row-major, one an index. Where the status is not 0 the other outputs are zero.";

/** A matrix with 4 columns whose first rows are well conditioned: the examples' inputs. */
export const exampleMatrix = (i: number) =>
  (i % 16) % 5 === 0 ? 5 + (i % 7) / 4 : ((i * 7) % 11) / 11;

/** A symmetric positive definite 4 × 4 matrix at every index. */
export const exampleSymmetric = (i: number) => {
  const row = (i >> 2) & 3;
  const column = i & 3;
  return row === column ? 4 + row : 1 / (1 + row + column);
};

/** Right-hand sides. */
export const exampleSide = (i: number) => 0.7 + ((i * 37) % 101) * 0.0987654321;

/**
 * Units in the last place by which the relaxed module's fused products may move an element of the
 * examples' results: elements that cancel move by many of their own units, none of their matrix's.
 */
export const RELAXED_ULPS = 16384;
