// How a chain's samples go together with later ones, for all distances at once.
import {makeFourier} from "./fourier.ts";
import {meanOf} from "./moments.ts";

/**
 * Σ_i (x_i − x̄)(x_{i+t} − x̄) / n for t = 0 … n − 1, of each chain; all are equally long. Two chains share a transform,
 * one as its real and one as its imaginary part: both power spectra are even, so they come back apart.
 */
export function toAutocovariances(chains: readonly Float64Array[]): Float64Array[] {
  const n = chains[0].length;
  let size = 2;
  while (size < 2 * n) size *= 2;
  const transform = makeFourier(size);
  const answers: Float64Array[] = [];
  const re = new Float64Array(size);
  const im = new Float64Array(size);
  for (let first = 0; first < chains.length; first += 2) {
    const pair = chains.slice(first, first + 2);
    pair.forEach((chain, k) => centre(chain, k === 0 ? re : im));
    if (pair.length === 1) im.fill(0);
    transform(re, im);
    toPowers(re, im);
    // exchanged: the transform back
    transform(im, re);
    pair.forEach((_, k) => answers.push((k === 0 ? re : im).slice(0, n).map((x) => x / size / n)));
  }
  return answers;
}

/** Less the mean, and zeros after it: what lies beyond the end does not wrap around. */
function centre(chain: Float64Array, out: Float64Array): void {
  const mean = meanOf(chain);
  out.fill(0);
  for (let i = 0; i < chain.length; i++) out[i] = chain[i] - mean;
}

/** The spectra F and G of two real series from F + iG, as |F|² and |G|². */
function toPowers(re: Float64Array, im: Float64Array): void {
  const size = re.length;
  for (let k = 0; 2 * k <= size; k++) {
    const l = (size - k) % size;
    const evenReal = 0.5 * (re[k] + re[l]);
    const oddReal = 0.5 * (re[k] - re[l]);
    const evenImaginary = 0.5 * (im[k] + im[l]);
    const oddImaginary = 0.5 * (im[k] - im[l]);
    re[k] = re[l] = evenReal * evenReal + oddImaginary * oddImaginary;
    im[k] = im[l] = evenImaginary * evenImaginary + oddReal * oddReal;
  }
}
