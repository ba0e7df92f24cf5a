// Sums over one side of a frame j that follow it from frame to frame: all of Σc and Σc² in one
// pass, and no pair is formed. Twin, with the sums named:
// worker/heterodyne/sums/reference/trace.ts.
import {
  RESULT_SQUARES, RESULT_SUM, SHARE_R, SHARE_S, SHARE_X, STEP_A, STEP_B, TRACE_WORD
} from "./constants";
import {Room, rowOf, setWord, word} from "./room.as";

/**
 * Vectors of a trace: R·A² and S·B²; their squares; cos D and sin D of X·A·B and of RS·A²·B² (2D);
 * of RX·A³·B and SX·A·B³.
 */
export const PURE: usize = 0;
export const PURE_SQUARES: usize = 16;
export const COSINES: usize = 32;
export const SINES: usize = 48;
export const ODD_COSINES: usize = 64;
export const ODD_SINES: usize = 80;
/** RS·A²·B² */
export const MIDDLE: usize = 96;
const TRACE_BYTES: usize = 112;

/** Begins a trace: nothing is summed. */
export function openTrace(room: Room): usize {
  const trace = changetype<usize>(room) + (<usize>TRACE_WORD << 3);
  memory.fill(trace, 0, TRACE_BYTES);
  return trace;
}

/** Two words that are not neighbours. */
@inline
function twoWords(first: usize, second: usize, i: i32): v128 {
  const at = <usize>i << 3;
  return v128.load_lane<f64>(second + at, v128.load64_splat(first + at), 1);
}

@inline
function pairOf(first: f64, second: f64): v128 {
  return f64x2.replace_lane(f64x2.splat(first), 1, second);
}

/** Takes frame `i` among the summed and goes on to its neighbour; `step`: the earlier of both. */
@inline
export function follow(room: Room, trace: usize, i: i32, step: i32): void {
  const shares = twoWords(rowOf(room, SHARE_R), rowOf(room, SHARE_S), i);
  const X = word(rowOf(room, SHARE_X), i);
  const steps = twoWords(rowOf(room, STEP_A), rowOf(room, STEP_B), step);
  const cosine = room.cosine, sine = room.sine;
  const c0 = word(cosine, step), c1 = word(cosine, step + 1);
  const s0 = word(sine, step), s1 = word(sine, step + 1);
  const ab = f64x2.extract_lane(steps, 0) * f64x2.extract_lane(steps, 1);
  const p = ab * (c0 * c1 + s0 * s1), q = ab * (c0 * s1 - s0 * c1), squares = ab * ab;
  const RS = f64x2.extract_lane(shares, 0) * f64x2.extract_lane(shares, 1);
  const both = f64x2.mul(steps, steps);
  v128.store(trace, f64x2.mul(f64x2.add(v128.load(trace), shares), both), PURE);
  v128.store(trace, f64x2.mul(
    f64x2.add(v128.load(trace, PURE_SQUARES), f64x2.mul(shares, shares)),
    f64x2.mul(both, both)), PURE_SQUARES);
  store<f64>(trace, (load<f64>(trace, MIDDLE) + RS) * squares, MIDDLE);
  turn(trace, COSINES, SINES, pairOf(X, RS), pairOf(p, p * p - q * q), pairOf(q, 2 * (p * q)));
  turn(
    trace, ODD_COSINES, ODD_SINES, f64x2.mul(shares, f64x2.splat(X)),
    f64x2.mul(both, f64x2.splat(p)), f64x2.mul(both, f64x2.splat(q)));
}

@inline
function turn(trace: usize, cosines: usize, sines: usize, more: v128, p: v128, q: v128): void {
  const u = f64x2.add(v128.load(trace + cosines), more), v = v128.load(trace + sines);
  v128.store(trace + cosines, f64x2.sub(f64x2.mul(u, p), f64x2.mul(v, q)));
  v128.store(trace + sines, f64x2.add(f64x2.mul(u, q), f64x2.mul(v, p)));
}

/** Σc and Σc² over i < j. */
export function sumTrace(room: Room): void {
  const trace = openTrace(room), r = rowOf(room, SHARE_R), s = rowOf(room, SHARE_S);
  const x = rowOf(room, SHARE_X);
  let sum = 0.0, squares = 0.0;
  for (let j = 1, frames = room.frames; j < frames; j++) {
    follow(room, trace, j - 1, j - 1);
    const R = word(r, j), S = word(s, j), X = word(x, j);
    const mixed = load<f64>(trace, COSINES);
    sum += R * load<f64>(trace, PURE) + S * load<f64>(trace, PURE + 8) + 2 * X * mixed;
    const even = 4 * load<f64>(trace, MIDDLE) + 2 * load<f64>(trace, COSINES + 8);
    const odd =
      4 * (R * X) * load<f64>(trace, ODD_COSINES) + 4 * (S * X) * load<f64>(trace, ODD_COSINES + 8);
    squares += R * R * load<f64>(trace, PURE_SQUARES) + S * S * load<f64>(trace, PURE_SQUARES + 8) +
      (R * S * even + odd);
  }
  setWord(room.results, RESULT_SUM, sum);
  setWord(room.results, RESULT_SQUARES, squares);
}
