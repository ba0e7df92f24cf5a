// Exponents are kept where exp needs no special cases: its lanes have none in a program.
import {EXPONENT_MOST} from "../../../kernels-as/heterodyne/constants.ts";

export function limit(exponent: number): number {
  return Math.min(Math.max(exponent, -EXPONENT_MOST), EXPONENT_MOST);
}
