// A correlation that is nearly flat, summed pair by pair and less 1: sums of c and c² would lose
// the digits that tell it from a constant. Twin: worker/heterodyne/sums/reference/flat.ts.
import {madd} from "../../lib/simd.as";
import {BLOCK_SIZE, RESULT_CONTRAST, RESULT_SHIFT, TILE_WORDS} from "./constants";
import {Room, setWord, word} from "./room.as";
import {findTile, placeInTile} from "./tile.as";

/** Σe(c − 1), Σ(c − 1) and Σ(c − 1)² of a block of rows. */
export function sumFlat(room: Room, block: i32): void {
  let withData = f64x2.splat(0), sum = f64x2.splat(0), squares = f64x2.splat(0);
  for (let column = block; column < room.blocks; column++) {
    const packed = findTile(room, block, column);
    formTile(room, block, column);
    for (let at: usize = 0; at < <usize>TILE_WORDS << 3; at += 16) {
      const t = v128.load(room.tile + at);
      withData = madd(v128.load(packed + at), t, withData);
      sum = f64x2.add(sum, t);
      squares = madd(t, t, squares);
    }
  }
  const even = room.evenBlocks;
  setWord(room.blockSums, block, sumOf(withData));
  setWord(room.blockSums, even + block, sumOf(sum));
  setWord(room.blockSums, 2 * even + block, sumOf(squares));
}

@inline
function sumOf(lanes: v128): f64 {
  return f64x2.extract_lane(lanes, 0) + f64x2.extract_lane(lanes, 1);
}

/** Residuals of a tile into the thread's own, whose place is returned; 0 where i ≥ j. */
export function writeResiduals(room: Room, row: i32, column: i32, packed: usize): usize {
  const contrast = f64x2.splat(word(room.results, RESULT_CONTRAST));
  const shift = f64x2.splat(word(room.results, RESULT_SHIFT)), tile = room.tile;
  formTile(room, row, column);
  for (let at: usize = 0; at < <usize>TILE_WORDS << 3; at += 16) {
    const model = f64x2.mul(contrast, v128.load(tile + at));
    v128.store(tile + at, f64x2.add(f64x2.sub(v128.load(packed + at), model), shift));
  }
  clear(room, row, column);
  return tile;
}

/** c − 1 of i < j, else 0, into the thread's own tile. */
function formTile(room: Room, row: i32, column: i32): void {
  const even = room.evenBlocks, pairs = <usize>(even * even) << 3;
  const pair = room.factors + (<usize>(row * even + column) << 3);
  const g1 = load<f64>(pair), g2 = load<f64>(pair + pairs), g3 = 2 * load<f64>(pair + 2 * pairs);
  const one = f64x2.splat(1), right = room.right + (<usize>(column * BLOCK_SIZE) << 5);
  for (let i = 0; i < BLOCK_SIZE; i++) {
    const u = room.left + (<usize>(row * BLOCK_SIZE + (i & -2)) << 5) + (<usize>(i & 1) << 3);
    const u1 = f64x2.splat(g1 * word(u, 0)), u2 = f64x2.splat(g2 * word(u, 2));
    const u3 = f64x2.splat(g3 * word(u, 4)), u4 = f64x2.splat(g3 * word(u, 6));
    for (let j = 0; j < BLOCK_SIZE; j += 2) {
      const w = right + (<usize>j << 5);
      const mixed = madd(u4, v128.load(w, 48), f64x2.mul(u3, v128.load(w, 32)));
      const c = madd(u1, v128.load(w), madd(u2, v128.load(w, 16), mixed));
      v128.store(room.tile + placeInTile(i, j), f64x2.sub(c, one));
    }
  }
  clear(room, row, column);
}

/** What is not above the diagonal, or beyond the frames, is no pair. */
function clear(room: Room, row: i32, column: i32): void {
  const height = min(BLOCK_SIZE, room.frames - row * BLOCK_SIZE);
  const width = min(BLOCK_SIZE, room.frames - column * BLOCK_SIZE);
  if (row != column && width == BLOCK_SIZE) return;
  for (let i = 0; i < BLOCK_SIZE; i++) {
    for (let j = 0; j < BLOCK_SIZE; j++) {
      const isPair = i < height && j < width && (row != column || i < j);
      if (!isPair) store<f64>(room.tile + placeInTile(i, j), 0);
    }
  }
}
