// Derivatives of Σc and Σc² over i < j by a, b, F and x of each frame: what follows a frame from
// the left, and from the right. Twin: worker/heterodyne/sums/reference/traceSlopes.ts.
import {
  RESULT_BY_DATA, RESULT_BY_SQUARES, RESULT_BY_SUM, SHARE_R, SHARE_S, SHARE_X, SLOPE_R, SLOPE_X
} from "./constants";
import {Room, rowOf, word} from "./room.as";
import {
  COSINES, MIDDLE, ODD_COSINES, ODD_SINES, PURE, PURE_SQUARES, SINES, follow, openTrace
} from "./trace.as";

/** What is in the place of the rows, derivatives of Σec, becomes derivatives of ssr. */
export function addTraces(room: Room): void {
  const byData = f64x2.splat(word(room.results, RESULT_BY_DATA));
  for (let at = room.rows, end = at + 4 * room.row; at < end; at += 16) {
    v128.store(at, f64x2.mul(v128.load(at), byData));
  }
  const frames = room.frames, trace = openTrace(room);
  for (let j = 1; j < frames; j++) {
    follow(room, trace, j - 1, j - 1);
    addFrame(room, trace, j, -1);
  }
  openTrace(room);
  for (let i = frames - 2; i >= 0; i--) {
    follow(room, trace, i + 1, i);
    addFrame(room, trace, i, 1);
  }
}

/** `sign`: of derivatives by what only differences of count: first or second of its pairs. */
@inline
function addFrame(room: Room, trace: usize, i: i32, sign: f64): void {
  const R = word(rowOf(room, SHARE_R), i), S = word(rowOf(room, SHARE_S), i);
  const X = word(rowOf(room, SHARE_X), i);
  const slope = word(rowOf(room, SLOPE_R), i), cross = word(rowOf(room, SLOPE_X), i);
  const bySum = word(room.results, RESULT_BY_SUM);
  const bySquares = word(room.results, RESULT_BY_SQUARES);
  const pureA = load<f64>(trace, PURE), pureB = load<f64>(trace, PURE + 8);
  const squareR = load<f64>(trace, PURE_SQUARES), squareS = load<f64>(trace, PURE_SQUARES + 8);
  const oddA = load<f64>(trace, ODD_COSINES), oddB = load<f64>(trace, ODD_COSINES + 8);
  const cosine = load<f64>(trace, COSINES), sine = load<f64>(trace, SINES);
  const RS = R * S, RX = R * X, SX = S * X;
  const even = 4 * load<f64>(trace, MIDDLE) + 2 * load<f64>(trace, COSINES + 8);
  const mixed = 2 * (RS * even), first = 4 * (RX * oddA), second = 4 * (SX * oddB);
  const once = 2 * (X * cosine);
  const squareA = 4 * (R * R * squareR) + mixed + (3 * first + second);
  const squareB = 4 * (S * S * squareS) + mixed + (first + 3 * second);
  const oddSines = RX * load<f64>(trace, ODD_SINES) + SX * load<f64>(trace, ODD_SINES + 8);
  const squareF = 4 * (RS * load<f64>(trace, SINES + 8) + oddSines);
  const pure = 2 * (slope * (R * squareR - S * squareS)), blend = slope * (S - R) * even;
  const ends = 4 * ((slope * X + R * cross) * oddA + (S * cross - slope * X) * oddB);
  const onceX = slope * (pureA - pureB) + 2 * (cross * cosine);
  const at = room.rows + (<usize>i << 3), row = room.row;
  add(at, sign * (bySum * (2 * (R * pureA) + once) + bySquares * squareA));
  add(at + row, sign * (bySum * (2 * (S * pureB) + once) + bySquares * squareB));
  add(at + 2 * row, sign * (bySum * (2 * (X * sine)) + bySquares * squareF));
  add(at + 3 * row, bySum * onceX + bySquares * (pure + blend + ends));
}

@inline
function add(at: usize, value: f64): void {
  store<f64>(at, load<f64>(at) + value);
}
