// Mean and covariance of points as they come (Welford).
export interface RunningCovariance {
  readonly count: number;
  add(point: ArrayLike<number>): void;
  /** d × d by rows, over the number less one. */
  covariance(): Float64Array;
  reset(): void;
}

export function makeRunningCovariance(d: number): RunningCovariance {
  const mean = new Float64Array(d);
  const products = new Float64Array(d * d);
  const before = new Float64Array(d);
  let count = 0;
  return {
    get count() {
      return count;
    },
    add(point) {
      count++;
      for (let j = 0; j < d; j++) {
        before[j] = point[j] - mean[j];
        mean[j] += before[j] / count;
      }
      for (let j = 0; j < d; j++)
        for (let k = 0; k <= j; k++) products[j * d + k] += before[j] * (point[k] - mean[k]);
    },
    covariance() {
      const answer = new Float64Array(d * d);
      for (let j = 0; j < d; j++)
        for (let k = 0; k <= j; k++)
          answer[j * d + k] = answer[k * d + j] = products[j * d + k] / (count - 1);
      return answer;
    },
    reset() {
      count = 0;
      mean.fill(0);
      products.fill(0);
    }
  };
}
