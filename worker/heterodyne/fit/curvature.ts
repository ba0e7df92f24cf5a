// JᵀJ and Jᵀr of the unknowns from place to place. JᵀJ costs many times what a gradient does, so where it told well how a
// step would go it is not computed anew at the step's end: it is brought to agree with how the gradient has changed
// (Broyden, Fletcher, Goldfarb, Shanno), which also takes in the bend of the model that JᵀJ leaves out. With looser terms
// than these searches are faster still, and end in other wells.

/** Steps from one JᵀJ to the next at most. */
const MOST = 2;
/** A step that gains within these parts of what was foretold was told well. */
const LEAST_GAIN = 0.95;
const MOST_GAIN = 1.05;
/** Curvature along a step must be at least this part of what it was: else the update says nothing. */
const LEAST_BEND = 0.01;

export class Curvature {
  /** JᵀJ by rows. */
  readonly normal: Float64Array;
  /** Jᵀr, half the gradient. */
  readonly half: Float64Array;
  readonly #k: number;
  readonly #x: Float64Array;
  readonly #step: Float64Array;
  readonly #along: Float64Array;
  #value = NaN;
  #age = MOST;

  constructor(k: number) {
    this.#k = k;
    this.normal = new Float64Array(k * k);
    this.half = new Float64Array(k);
    [this.#x, this.#step, this.#along] = [0, 1, 2].map(() => new Float64Array(k));
  }

  /** Whether a gradient is enough at x, where the objective is known to have this value. */
  isEnough(x: Float64Array, value: number): boolean {
    if (this.#age >= MOST) return false;
    const bend = this.#towards(x);
    let slope = 0;
    for (let i = 0; i < this.#k; i++) slope += this.half[i] * this.#step[i];
    const gain = (this.#value - value) / -(2 * slope + bend);
    return gain > LEAST_GAIN && gain < MOST_GAIN && bend > 0;
  }

  /** `normal` and `half` were computed anew at x. */
  renew(x: Float64Array, value: number): void {
    this.#x.set(x);
    this.#value = value;
    this.#age = 0;
  }

  /** Goes on to x with the gradient there. */
  update(x: Float64Array, value: number, half: Float64Array): void {
    const k = this.#k;
    const bend = this.#towards(x);
    let change = 0;
    for (let i = 0; i < k; i++) change += this.#step[i] * (half[i] - this.half[i]);
    if (change > LEAST_BEND * bend && bend > 0)
      for (let i = 0; i < k; i++)
        for (let j = 0; j < k; j++)
          this.normal[i * k + j] +=
            ((half[i] - this.half[i]) * (half[j] - this.half[j])) / change -
            (this.#along[i] * this.#along[j]) / bend;
    const age = this.#age;
    this.half.set(half);
    this.renew(x, value);
    this.#age = age + 1;
  }

  /** Sets the step to x and JᵀJ·step; their product comes back. */
  #towards(x: Float64Array): number {
    const k = this.#k;
    for (let i = 0; i < k; i++) this.#step[i] = x[i] - this.#x[i];
    let bend = 0;
    for (let i = 0; i < k; i++) {
      let sum = 0;
      for (let j = 0; j < k; j++) sum += this.normal[i * k + j] * this.#step[j];
      this.#along[i] = sum;
      bend += sum * this.#step[i];
    }
    return bend;
  }
}
