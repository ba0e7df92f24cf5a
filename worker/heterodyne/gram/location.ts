// Contrast and shift of one angle that make the sum of a robust loss least, by sums over its elements. Factors ρ′ of the
// residuals at hand give a step that never climbs (iterative reweighting); where the loss curves enough, Newton's step is
// taken, which needs a few passes in place of dozens. One that climbs is taken back.
const MOST_PASSES = 100;
/** Steps this small, in scales of the loss, are the last: Newton's leaves the square of it. */
const SMALL = 1e-7;
const TINY = 1e-12;
/** Newton's step counts where the curvature is at least this part of the factors' own. */
const CURVED = 1e-2;
/** Less spread than this, an element, is none. */
const FLAT = 1e-12;
/** A cost may climb by rounding. */
const SLACK = 1e-13;

interface Place {
  contrast: number;
  shift: number;
}

/** The sums of LOSSES: kernels-as/programs/heterodyneGram/constants.ts. */
type Sums = Float64Array;

export class Location {
  contrast: number;
  shift: number;
  isDone = false;
  passes = 0;
  readonly #scale: number;
  #before: (Place & {sums: Sums; cost: number}) | undefined;
  #isNewton = false;

  /** From the least squares on. */
  constructor({contrast, shift}: Place, scale: number) {
    this.contrast = contrast;
    this.shift = shift;
    this.#scale = scale;
  }

  /** `sums`: at contrast and shift as they are. Moves both. */
  take(sums: Sums): void {
    this.passes++;
    const cost = sums[0];
    const before = this.#before;
    if (this.#isNewton && before && !(cost <= before.cost * (1 + SLACK))) {
      this.contrast = before.contrast;
      this.shift = before.shift;
      this.#step(before.sums, false);
      return;
    }
    this.#before = {contrast: this.contrast, shift: this.shift, sums, cost};
    this.#step(sums, isCurved(sums));
  }

  #step(sums: Sums, isNewton: boolean): void {
    const weight = isNewton ? sums[6] : sums[3];
    const mean = (isNewton ? sums[7] : sums[4]) / weight;
    const spread = (isNewton ? sums[8] : sums[5]) - weight * mean * mean;
    // with no spread nothing tells a contrast
    const contrast = spread <= FLAT * weight ? 0 : (sums[2] - mean * sums[1]) / spread;
    const level = sums[1] / weight;
    this.#isNewton = isNewton;
    this.contrast += contrast;
    this.shift += level - contrast * mean;
    const size = Math.abs(contrast) * Math.sqrt(Math.max(spread / weight, 0)) + Math.abs(level);
    const isSmall = size <= (isNewton ? SMALL : TINY) * this.#scale;
    if (isSmall || !Number.isFinite(size) || this.passes >= MOST_PASSES) this.isDone = true;
  }
}

function isCurved(sums: Sums): boolean {
  const spread = (from: number): number =>
    sums[from + 2] - (sums[from + 1] * sums[from + 1]) / sums[from];
  return sums[6] > CURVED * sums[3] && spread(6) > CURVED * spread(3);
}
