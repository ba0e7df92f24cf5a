import {log} from "../../math/log/reference.ts";
import {HALF_LOG_TWO_PI} from "./constants.ts";

export function normalLogDensity(
  args: {
    logDensity: Float64Array;
    mean: Float64Array;
    sd: Float64Array;
    data: Float64Array;
    count: number;
  },
  begin: number,
  end: number
): void {
  const {logDensity, mean, sd, data, count} = args;
  for (let i = begin; i < end; i++) {
    const mu = mean[i];
    const inverse = 1 / sd[i];
    let value = 0;
    let rest = 0;
    for (let j = 0; j < count; j++) {
      // 1 standardised residual
      const z = (data[j] - mu) * inverse;
      // 2 sum of squares, and what its roundings lose
      const x = z * z;
      const next = value + x;
      const seen = next - value;
      rest += value - (next - seen) + (x - seen);
      value = next;
    }
    // 3 quadratic part: where the sum has overflowed, its rest is no number
    const quadratic = -0.5 * (value + (value < Infinity ? rest : 0));
    // 4 normalisation
    logDensity[i] = quadratic - count * (log(sd[i]) + HALF_LOG_TWO_PI);
  }
}
