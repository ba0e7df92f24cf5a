// What a reader should be told of a collocation.
import type {Asked} from "./asked.ts";
import {SHAPES} from "./kernelTable.ts";
import {LEAST_CONDITION} from "./localFits.ts";

/** Below this fewer than eight digits are left of a fit. */
const POOR_CONDITION = 1e-8;
/** Of a kernel without ∫x²K: its slopes' bias is divided by about as little. */
const DOUBTFUL_SLOPE = 1e-4;
const REMEDY = "take a larger bandwidth, or estimate elsewhere (cutoff, at)";

export function findWarnings(
  {times, wasSorted, kernel}: Asked,
  t: Float64Array,
  condition: {u: Float64Array; du: Float64Array},
  noise: Float64Array | undefined
): string[] {
  const warnings: string[] = [];
  if (wasSorted)
    warnings.push("the times were not in order: they were sorted, and the data with them");
  if (t.length === 0) warnings.push("no time is left to estimate at");
  const outside = t.filter((time) => time < times[0] || time > times[times.length - 1]).length;
  if (outside > 0)
    warnings.push(`${outside} of ${t.length} times lie outside the data: fits are extended there`);
  for (const [name, least] of [
    ["u", 2],
    ["du", 3]
  ] as const) {
    const {count, first} = findBelow(condition[name], -1, LEAST_CONDITION);
    const poor = findBelow(condition[name], LEAST_CONDITION, POOR_CONDITION);
    if (poor.count > 0)
      warnings.push(
        `${name} has lost digits at ${poor.count} of ${t.length} times, the first of them ${t[poor.first]}: the fit's ` +
          `reciprocal condition is below ${POOR_CONDITION}; take a larger bandwidth or another kernel`
      );
    if (count === 0) continue;
    warnings.push(
      `${name} is NaN at ${count} of ${t.length} times, the first of them ${t[first]}: their windows have fewer than ` +
        `${least} different times, or the fit's reciprocal condition is below ${LEAST_CONDITION}; ${REMEDY}`
    );
  }
  if (SHAPES[kernel].mu2 === 0 && condition.du.some((value) => value < DOUBTFUL_SLOPE))
    warnings.push(
      `du is unreliable: a slope divides by ∫x²K, which is zero for the ${kernel} kernel; take another kernel for slopes`
    );
  noise?.forEach((sd, k) => {
    if (Number.isNaN(sd))
      warnings.push(`series ${k} is fitted too closely to tell its noise: its bands are NaN`);
  });
  return warnings;
}

/** How many values are above `low` and at most `high`, and where the first of them is. */
function findBelow(
  values: Float64Array,
  low: number,
  high: number
): {count: number; first: number} {
  let count = 0;
  let first = -1;
  values.forEach((value, i) => {
    if (value <= low || value > high) return;
    if (count === 0) first = i;
    count++;
  });
  return {count, first};
}
