// Logarithms to the bases 2 and 10: exact at whole powers of the base.
import {log} from "../../kernels-as/math/log/reference.ts";
import {WHOLE_WITHIN} from "../../kernels-as/math/logarithms/constants.ts";
import {LARGEST, LIFT, LIFT_BITS, SMALLEST_NORMAL} from "../../kernels-as/math/log/logTables.ts";

const real = new Float64Array(1);
const words = new Uint32Array(real.buffer);

export function log2(x: number): number {
  if (!(x > 0 && x <= LARGEST)) return log(x);
  const lifted = x < SMALLEST_NORMAL;
  const c = lifted ? x * LIFT : x;
  real[0] = c;
  let k = (words[1] >>> 20) - 1023;
  words[1] = (words[1] & 0xfffff) | 0x3ff00000;
  let m = real[0];
  if (m > Math.SQRT2) {
    m /= 2;
    k++;
  }
  return k - (lifted ? LIFT_BITS : 0) + log(m) * Math.LOG2E;
}

export function log10(x: number): number {
  const y = log(x) * Math.LOG10E;
  const n = Math.round(y);
  return Math.abs(y - n) <= Math.abs(n) * WHOLE_WITHIN ? n : y;
}
