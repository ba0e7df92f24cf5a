import {exp} from "../../math/exp/reference.ts";
import {log} from "../../math/log/reference.ts";

/** log Σ exp x; of nothing, −∞. */
export function combineLogSumExp({
  largest,
  sum
}: {
  largest: Float64Array;
  sum: Float64Array;
}): number {
  const top = largest.reduce((a, b) => Math.max(a, b), -Infinity);
  if (!Number.isFinite(top)) return top;
  return top + log(sum.reduce((total, part, block) => total + part * exp(largest[block] - top), 0));
}
