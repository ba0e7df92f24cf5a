// The discrete Fourier transform of a power of two, in place.
import {strictMath} from "../../math.ts";

const {cos, sin} = strictMath;

/** Σ_j (re + i·im)_j exp(−2πi·jk/size) for every k, in natural order. */
export type Fourier = (re: Float64Array, im: Float64Array) => void;

/** For one size, a power of two; the transform back is that of re and im exchanged, over the size. */
export function makeFourier(size: number): Fourier {
  const half = size >> 1;
  const cosines = new Float64Array(half);
  const sines = new Float64Array(half);
  for (let j = 0; j < half; j++) {
    const angle = (2 * Math.PI * j) / size;
    cosines[j] = cos(angle);
    sines[j] = sin(angle);
  }
  return (re, im) => {
    reverseBits(re, im, size);
    for (let span = 1; span < size; span *= 2) {
      const stride = half / span;
      for (let start = 0; start < size; start += 2 * span) {
        for (let j = 0; j < span; j++) {
          const a = start + j;
          const b = a + span;
          const c = cosines[j * stride];
          const s = sines[j * stride];
          const real = c * re[b] + s * im[b];
          const imaginary = c * im[b] - s * re[b];
          re[b] = re[a] - real;
          im[b] = im[a] - imaginary;
          re[a] += real;
          im[a] += imaginary;
        }
      }
    }
  };
}

function reverseBits(re: Float64Array, im: Float64Array, size: number): void {
  for (let i = 1, j = 0; i < size; i++) {
    let bit = size >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i >= j) continue;
    swap(re, i, j);
    swap(im, i, j);
  }
}

function swap(x: Float64Array, i: number, j: number): void {
  const kept = x[i];
  x[i] = x[j];
  x[j] = kept;
}
