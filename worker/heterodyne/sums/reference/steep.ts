// A block in which something decays by more than exp(−100): its pairs, one by one. Rare, and then nearly all are 0.
// Twin: kernels-as/programs/heterodyneSums/steep.as.ts.
import {ROW_REFERENCE, ROW_SAMPLE} from "../../../../kernels-as/heterodyne/constants.ts";
import {
  BLOCK_SIZE, SHARE_R, SHARE_S, SHARE_X
} from "../../../../kernels-as/programs/heterodyneSums/constants.ts"; // prettier-ignore
import {strictMath} from "../../../math.ts";
import {rowOf, type Room} from "./room.ts";
import {findTile, placeInTile} from "./tile.ts";

/** Adds the sums over the block's own columns to those of its rows. */
export function addSteepRows(room: Room, block: number): void {
  addSteep(room, block, room.angle.rows, false);
}

/** Adds the sums over the block's own rows to those of its columns. */
export function addSteepColumns(room: Room, block: number): void {
  addSteep(room, block, room.angle.columns, true);
}

function addSteep(room: Room, block: number, sums: number, isOfColumns: boolean): void {
  const {m, stride, frames, angle, table, halfQ2} = room;
  const first = block * BLOCK_SIZE;
  const end = Math.min(BLOCK_SIZE, frames - first);
  const tile = findTile(room, block, block);
  const reference = table + ROW_REFERENCE * stride + first;
  const sample = table + ROW_SAMPLE * stride + first;
  const cosine = angle.cosine + first;
  const sine = angle.sine + first;
  const [r, s, x] = [SHARE_R, SHARE_S, SHARE_X].map((row) => rowOf(room, row) + first);
  for (let i = 0; i < end; i++) {
    for (let j = i; j < end; j++) {
      const e = m[tile + placeInTile(i, j)];
      const a = strictMath.exp(halfQ2 * (m[reference + i] - m[reference + j]));
      const b = strictMath.exp(halfQ2 * (m[sample + i] - m[sample + j]));
      const other = isOfColumns ? i : j;
      const both = e * (m[x + other] * (a * b));
      const at = sums + first + (isOfColumns ? j : i);
      m[at] += e * (m[r + other] * (a * a));
      m[at + stride] += e * (m[s + other] * (b * b));
      m[at + 2 * stride] += both * (m[cosine + i] * m[cosine + j] + m[sine + i] * m[sine + j]);
      m[at + 3 * stride] += both * (m[cosine + i] * m[sine + j] - m[sine + i] * m[cosine + j]);
    }
  }
}
