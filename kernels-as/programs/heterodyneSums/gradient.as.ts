// From derivatives by a, b, F and x of the frames to those by the 14 parameters. Twin:
// worker/heterodyne/sums/reference/gradient.ts.
import {PARAMETERS, ROW_SLOPES, ROW_VELOCITY} from "../../heterodyne/constants";
import {madd} from "../../lib/simd.as";
import {RESULT_BY_DATA, RESULT_FLAT, RESULT_GRADIENT} from "./constants";
import {Room, setWord, word} from "./room.as";
import {addTraces} from "./traceSlopes.as";

export function differentiate(room: Room): void {
  const results = room.results, isFlat = word(results, RESULT_FLAT) != 0, row = room.row;
  if (!isFlat) addTraces(room);
  const unit = isFlat ? word(results, RESULT_BY_DATA) : 1, h = room.halfQ2;
  for (let p = 0; p < PARAMETERS - 1; p++) {
    // which of a, b, F and x the parameter belongs to
    const kind = p < 9 ? p / 3 : 3, factor = kind < 2 ? h : kind == 2 ? room.factor : 1;
    const slopes = room.table + <usize>(ROW_SLOPES + p) * row;
    const sum = multiply(room, room.rows + <usize>kind * row, slopes);
    setWord(results, RESULT_GRADIENT + p, unit * factor * sum);
  }
  const turned = multiply(room, room.rows + 2 * row, room.table + <usize>ROW_VELOCITY * row);
  setWord(results, RESULT_GRADIENT + PARAMETERS - 1, unit * room.slope * turned);
}

/** Σ over frames of two rows' products. */
function multiply(room: Room, a: usize, b: usize): f64 {
  let sum = f64x2.splat(0);
  for (let at: usize = 0; at < room.row; at += 16) {
    sum = madd(v128.load(a + at), v128.load(b + at), sum);
  }
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}
