// A key for a module's bytes: 128 bits that tell modules apart. It guards against accidents only, so it can be
// a good deal quicker than a cryptographic one.

const SEEDS = [0x9e3779b9, 0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f];
const FACTORS = [0x2c1b3c6d, 0x297a2d39, 0x165667b1, 0x5bd1e995];

/** 32 hex characters. */
export function hashBytes(bytes: Uint8Array<ArrayBuffer>): string {
  const padded = new Uint8Array(Math.ceil(bytes.length / 16) * 16);
  padded.set(bytes);
  const words = new DataView(padded.buffer);
  let [a, b, c, d] = SEEDS;
  const [f, g, h, i] = FACTORS;
  // Each word goes into one part, and each part into the next.
  for (let at = 0; at < padded.length; at += 16) {
    a = Math.imul(turn(a ^ words.getUint32(at, true)) + d, f);
    b = Math.imul(turn(b ^ words.getUint32(at + 4, true)) + a, g);
    c = Math.imul(turn(c ^ words.getUint32(at + 8, true)) + b, h);
    d = Math.imul(turn(d ^ words.getUint32(at + 12, true)) + c, i);
  }
  a ^= bytes.length;
  for (let round = 0; round < 4; round++) {
    a = Math.imul(turn(a) + d, f);
    b = Math.imul(turn(b) + a, g);
    c = Math.imul(turn(c) + b, h);
    d = Math.imul(turn(d) + c, i);
  }
  return [a, b, c, d].map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

/** The bits by 15 places, and the high ones into the low. */
function turn(word: number): number {
  const turned = (word << 15) | (word >>> 17);
  return turned ^ (turned >>> 13);
}
