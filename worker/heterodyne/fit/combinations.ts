// What alone the data tell of parameters that the heterodyne model joins.
import {strictMath} from "../../math.ts";

const [D0_REF, D0_SAMPLE, V0, F0, F1, F2, F3] = [0, 3, 6, 9, 10, 11, 12];

/** An exponent or a rate (times the place's own size) below this is as good as none. */
const NONE = 1e-4;

/** Of parameters that cannot be told apart at theta: the combination that can. */
export function explainTogether(theta: Float64Array, names: readonly string[]): string | undefined {
  const has = (...wanted: string[]) => wanted.every((name) => names.includes(name));
  const sums: [string, string, string, number][] = [
    ["D0_ref", "D_offset_ref", "alpha_ref", D0_REF],
    ["D0_sample", "D_offset_sample", "alpha_sample", D0_SAMPLE],
    ["v0", "v_offset", "beta", V0]
  ];
  for (const [amplitude, offset, exponent, at] of sums)
    if (has(amplitude, offset) && Math.abs(theta[at + 1]) < NONE)
      return `with ${exponent} at 0 only ${amplitude} + ${offset} = ${show(theta[at] + theta[at + 2])} is told`;
  if (has("f0", "f3") && Math.abs(theta[F1]) < NONE)
    return `with f1 at 0 only f0 + f3 = ${show(theta[F0] + theta[F3])} is told`;
  if (has("f0", "f2"))
    return `only f0·e^(−f1·f2) = ${show(toFraction(theta))} is told: hold one of the two`;
  return undefined;
}

/** What holding f2 means. */
export function remarkOnHeld(
  theta: Float64Array,
  isActive: readonly boolean[]
): string | undefined {
  if (isActive[F2] || !isActive[F0]) return undefined;
  return `f2 was held at ${show(theta[F2])}: the model has f0 and f2 in f0·e^(−f1·f2) = ${show(toFraction(theta))} alone, so f0 is told only for this f2.`;
}

/** A = f0·e^(−f1·f2): the fraction's amplitude at time 0. */
function toFraction(theta: Float64Array): number {
  return theta[F0] * strictMath.exp(-theta[F1] * theta[F2]);
}

function show(value: number): string {
  return String(Number(value.toPrecision(5)));
}
