/** What a list of measured times says, in the unit of the times (milliseconds everywhere here). */
export interface TimingStatistics {
  /** every measurement, in the order taken. */
  times: number[];
  median: number;
  mean: number;
  /** population standard deviation. */
  std: number;
  min: number;
  max: number;
  /** std / mean; infinite where the clock saw nothing. */
  cv: number;
  /** percentiles by linear interpolation. */
  p95: number;
  p99: number;
  /** max / min; infinite where the shortest time is below the clock's resolution. */
  ratio: number;
  /** how many times lie further than `outlierThreshold` standard deviations from the mean. */
  outliers: number;
  /** mean and population standard deviation of the others. */
  filteredMean: number;
  filteredStd: number;
}

/** Describes times; `outlierThreshold` is in standard deviations. */
export function describeTimes(times: readonly number[], outlierThreshold = 2): TimingStatistics {
  const sorted = [...times].sort((a, b) => a - b);
  const mean = findMean(times);
  const std = findStd(times, mean);
  const kept = times.filter((time) => Math.abs(time - mean) <= outlierThreshold * std);
  const filtered = kept.length > 0 ? kept : times;
  const filteredMean = findMean(filtered);
  return {
    times: [...times],
    median: findQuantile(sorted, 0.5),
    mean,
    std,
    min: sorted[0],
    max: sorted[sorted.length - 1],
    cv: mean > 0 ? std / mean : Infinity,
    p95: findQuantile(sorted, 0.95),
    p99: findQuantile(sorted, 0.99),
    ratio: sorted[0] > 0 ? sorted[sorted.length - 1] / sorted[0] : Infinity,
    outliers: times.length - kept.length,
    filteredMean,
    filteredStd: findStd(filtered, filteredMean)
  };
}

/** A quantile of ascending values, linear between neighbours. */
export function findQuantile(sorted: readonly number[], q: number): number {
  const position = q * (sorted.length - 1);
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
}

function findMean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function findStd(values: readonly number[], mean: number): number {
  return Math.sqrt(findMean(values.map((value) => (value - mean) * (value - mean))));
}
