// Particles by columns.

export interface Cloud {
  /** a vector for each parameter. */
  theta: Float64Array[];
  logLikelihood: Float64Array;
  logPrior: Float64Array;
  /** the log-likelihood's derivative, a vector for each parameter; none where moves do not ask for it. */
  gradient: Float64Array[];
  /** one vector where proposals are screened: the log-likelihood in less precision. */
  screened: Float64Array[];
  /** one vector where the move asks: the logarithm of the density that proposes. */
  density: Float64Array[];
}

/** What moves need beside the points and their densities. */
export interface CloudKind {
  hasGradient: boolean;
  isScreened: boolean;
  hasDensity: boolean;
}

export function makeCloud(n: number, d: number, kind: CloudKind): Cloud {
  const columns = (count: number) => Array.from({length: count}, () => new Float64Array(n));
  return {
    theta: columns(d),
    logLikelihood: new Float64Array(n),
    logPrior: new Float64Array(n),
    gradient: columns(kind.hasGradient ? d : 0),
    screened: columns(kind.isScreened ? 1 : 0),
    density: columns(kind.hasDensity ? 1 : 0)
  };
}

/** All vectors, in an order that is the same for clouds of a kind. */
export function columnsOf(cloud: Cloud): Float64Array[] {
  const {theta, logLikelihood, logPrior, gradient, screened, density} = cloud;
  return [...theta, logLikelihood, logPrior, ...gradient, ...screened, ...density];
}

export function copyCloud(cloud: Cloud): Cloud {
  const {theta, logLikelihood, logPrior, gradient, screened, density} = cloud;
  const copies = (columns: Float64Array[]) => columns.map((column) => column.slice());
  return {
    theta: copies(theta),
    logLikelihood: logLikelihood.slice(),
    logPrior: logPrior.slice(),
    gradient: copies(gradient),
    screened: copies(screened),
    density: copies(density)
  };
}

/** Particle i of `to` becomes particle index[i] of `from`. */
export function gather(from: Cloud, index: ArrayLike<number>, to: Cloud): void {
  const targets = columnsOf(to);
  columnsOf(from).forEach((column, c) => {
    const target = targets[c];
    for (let i = 0; i < target.length; i++) target[i] = column[index[i]];
  });
}
