// Standard normal numbers as NumPy's legacy generator draws them, so that the original's data can be made again:
// numpy.random.seed(seed) and numpy.random.randn(). The Mersenne Twister MT19937 of Matsumoto and Nishimura (1998), 53-bit
// uniform numbers from two words, and Marsaglia's polar method, which makes two normal numbers at a time.
import {strictMath} from "../math.ts";

const SIZE = 624;
const SHIFT = 397;

/** 32-bit words, by the generator's own seeding. */
function makeTwister(seed: number): () => number {
  const state = new Uint32Array(SIZE);
  state[0] = seed;
  for (let i = 1; i < SIZE; i++) {
    const before = state[i - 1] ^ (state[i - 1] >>> 30);
    state[i] = Math.imul(1812433253, before) + i;
  }
  let next = SIZE;
  const refill = (): void => {
    for (let i = 0; i < SIZE; i++) {
      const y = (state[i] & 0x80000000) | (state[(i + 1) % SIZE] & 0x7fffffff);
      state[i] = state[(i + SHIFT) % SIZE] ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
    }
    next = 0;
  };
  return () => {
    if (next === SIZE) refill();
    let y = state[next++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  };
}

/** The numbers first … first + count − 1 of the sequence. */
export function numpyNormals(seed: number, first: number, count: number): Float64Array {
  const word = makeTwister(seed);
  const uniform = () => ((word() >>> 5) * 67108864 + (word() >>> 6)) / 9007199254740992;
  const drawn = new Float64Array(first + count + 1);
  for (let i = 0; i < first + count; i += 2) {
    let x = 0;
    let y = 0;
    let r = 0;
    do {
      x = 2 * uniform() - 1;
      y = 2 * uniform() - 1;
      r = x * x + y * y;
    } while (r >= 1 || r === 0);
    const f = Math.sqrt((-2 * strictMath.log(r)) / r);
    // the later of the two comes first
    drawn[i] = f * y;
    drawn[i + 1] = f * x;
  }
  return drawn.slice(first, first + count);
}
