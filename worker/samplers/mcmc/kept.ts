// What chains leave behind: their samples after the warm-up.
import {makePoints, type Points} from "./points.ts";

/** One point and what is known of it. */
export interface Sample {
  theta: ArrayLike<number>;
  logPrior: number;
  logLikelihood: number;
}

export interface Kept {
  /** how many samples every chain has. */
  readonly count: number;
  /** The next sample of one chain. */
  keep(chain: number, sample: Sample): void;
  /** One sample of every chain: point c is chain c's. */
  keepAll(points: Points): void;
  /** Equally many of every chain; those of one follow one another. */
  collect(): Points;
}

export function makeKept(d: number, chains: number, samples: number): Kept {
  const all = makePoints(d, chains * samples);
  const counts = new Int32Array(chains);
  const theta = new Float64Array(d);
  const least = () => counts.reduce((count, own) => Math.min(count, own), samples);

  const keep = (c: number, sample: Sample): void => {
    const i = c * samples + counts[c]++;
    for (let j = 0; j < d; j++) all.theta[j][i] = sample.theta[j];
    all.logPrior[i] = sample.logPrior;
    all.logLikelihood[i] = sample.logLikelihood;
  };
  return {
    get count() {
      return least();
    },
    keep,
    keepAll(points) {
      for (let c = 0; c < chains; c++) {
        for (let j = 0; j < d; j++) theta[j] = points.theta[j][c];
        keep(c, {theta, logPrior: points.logPrior[c], logLikelihood: points.logLikelihood[c]});
      }
    },
    collect() {
      const count = least();
      const pack = (column: Float64Array): Float64Array => {
        if (count === samples) return column;
        const packed = new Float64Array(chains * count);
        for (let c = 0; c < chains; c++)
          packed.set(column.subarray(c * samples, c * samples + count), c * count);
        return packed;
      };
      return {
        theta: all.theta.map(pack),
        logPrior: pack(all.logPrior),
        logLikelihood: pack(all.logLikelihood)
      };
    }
  };
}
