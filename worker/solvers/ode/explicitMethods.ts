// The explicit methods as data.
import type {Vector} from "./core/shapes.ts";
import {TSIT5_A, TSIT5_C, TSIT5_E, TSIT5_P} from "./tsit5Tables.ts";
import {VERN7_A, VERN7_C, VERN7_E, VERN7_P} from "./vern7Tables.ts";

export interface ExplicitMethod {
  A: Vector;
  C: Vector;
  E: Vector;
  P: Vector;
  /** stages in a row of A. */
  width: number;
  /** stages that make a step, the slope at its end included. */
  main: number;
  /** of the interpolant. */
  degree: number;
  /** order of the error's estimate, plus one. */
  q: number;
}

export const EXPLICIT = {
  tsit5: {A: TSIT5_A, C: TSIT5_C, E: TSIT5_E, P: TSIT5_P, width: 7, main: 7, degree: 4, q: 5},
  vern7: {A: VERN7_A, C: VERN7_C, E: VERN7_E, P: VERN7_P, width: 16, main: 11, degree: 7, q: 7}
} satisfies Record<string, ExplicitMethod>;
