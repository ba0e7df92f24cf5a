// Points side by side, with what is known of each.
export interface Points {
  /** a vector for each parameter. */
  theta: Float64Array[];
  logPrior: Float64Array;
  logLikelihood: Float64Array;
}

export function makePoints(d: number, n: number): Points {
  return {
    theta: Array.from({length: d}, () => new Float64Array(n)),
    logPrior: new Float64Array(n),
    logLikelihood: new Float64Array(n)
  };
}

/** Some points of others, without a copy. */
export function viewOf(
  {theta, logPrior, logLikelihood}: Points,
  begin: number,
  end: number
): Points {
  return {
    theta: theta.map((column) => column.subarray(begin, end)),
    logPrior: logPrior.subarray(begin, end),
    logLikelihood: logLikelihood.subarray(begin, end)
  };
}

export function copyPoint(from: Points, i: number, to: Points, k: number): void {
  for (let j = 0; j < from.theta.length; j++) to.theta[j][k] = from.theta[j][i];
  to.logPrior[k] = from.logPrior[i];
  to.logLikelihood[k] = from.logLikelihood[i];
}

export function swapPoints({theta, logPrior, logLikelihood}: Points, i: number, k: number): void {
  for (const column of [...theta, logPrior, logLikelihood])
    [column[i], column[k]] = [column[k], column[i]];
}
