// A block in which something decays by more than exp(−100): its pairs, one by one. Rare, and then
// nearly all are 0. Twin: worker/heterodyne/sums/reference/steep.ts.
import {ROW_REFERENCE, ROW_SAMPLE} from "../../heterodyne/constants";
import {expLane} from "../../math/exp/lane.as";
import {BLOCK_SIZE, SHARE_R, SHARE_S, SHARE_X} from "./constants";
import {Room, rowOf, word} from "./room.as";
import {findTile, placeInTile} from "./tile.as";

/** Adds sums over the block's own columns to those of its rows; or over its rows to columns'. */
export function addSteep(room: Room, block: i32, sums: usize, isOfColumns: bool): void {
  const first = block * BLOCK_SIZE, bytes = <usize>first << 3, row = room.row;
  const tile = findTile(room, block, block), end = min(BLOCK_SIZE, room.frames - first);
  const reference = room.table + <usize>ROW_REFERENCE * row + bytes;
  const sample = room.table + <usize>ROW_SAMPLE * row + bytes;
  const r = rowOf(room, SHARE_R) + bytes, s = rowOf(room, SHARE_S) + bytes;
  const x = rowOf(room, SHARE_X) + bytes, cosine = room.cosine + bytes, sine = room.sine + bytes;
  for (let i = 0; i < end; i++) {
    for (let j = i; j < end; j++) {
      const e = load<f64>(tile + placeInTile(i, j));
      const decays = expLane(f64x2.mul(f64x2.splat(room.halfQ2), f64x2.replace_lane(
        f64x2.splat(word(reference, i) - word(reference, j)), 1,
        word(sample, i) - word(sample, j))));
      const a = f64x2.extract_lane(decays, 0), b = f64x2.extract_lane(decays, 1);
      const other = isOfColumns ? i : j, both = e * (word(x, other) * (a * b));
      const at = sums + bytes + (<usize>(isOfColumns ? j : i) << 3);
      const cosines = word(cosine, i) * word(cosine, j), sines = word(sine, i) * word(sine, j);
      const ahead = word(cosine, i) * word(sine, j), back = word(sine, i) * word(cosine, j);
      add(at, e * (word(r, other) * (a * a)));
      add(at + row, e * (word(s, other) * (b * b)));
      add(at + 2 * row, both * (cosines + sines));
      add(at + 3 * row, both * (ahead - back));
    }
  }
}

@inline
function add(at: usize, value: f64): void {
  store<f64>(at, load<f64>(at) + value);
}
