// The Gram program in TypeScript: the same bits, where there is no SIMD. Twin of
// kernels-as/programs/heterodyneGram/heterodyneGram.as.ts.
import {
  IS_ON, LOSSES, STRIP_TILES, STRIPS, SUMS, SUMS_AT, VALUES
} from "../../../../kernels-as/programs/heterodyneGram/constants.ts"; // prettier-ignore
import {TILE, type Entry} from "../../../compiler/wasm/abi.ts";
import {formChannels} from "./channels.ts";
import {formColumns, scale} from "./columns.ts";
import {applyLoss, sumFactors, sumLosses, sumValues} from "./loss.ts";
import {sumProducts} from "./products.ts";
import {Room} from "./room.ts";
import {takeData, takeWeights} from "./weights.ts";

/** On a memory, seen as numbers. */
export function makeGramReference(numbers: Float64Array): Entry {
  const room = new Room(numbers);
  return (task, _uniforms, _inputs, _outputs, _scratch, begin, end) => {
    room.begin(task);
    const sums = room.setting(SUMS_AT) / 8;
    const length = 2 * room.setting(SUMS);
    for (let strip = Math.floor(begin / TILE); strip < Math.ceil(end / TILE); strip++) {
      room.sums = sums + strip * length;
      numbers.fill(0, room.sums, room.sums + length);
      sumStrip(room, strip);
    }
  };
}

function sumStrip(room: Room, strip: number): void {
  const strips = room.setting(STRIPS);
  const tiles = room.setting(STRIP_TILES);
  room.placeAngle(Math.floor(strip / strips));
  if (room.ofAngle(IS_ON) === 0) return;
  const first = (strip % strips) * tiles;
  let tile = 0;
  for (let I = 0; I < room.blocks; I++) {
    for (let J = I; J < room.blocks; J++, tile++) {
      if (tile < first) continue;
      if (tile >= first + tiles) return;
      room.placeTile(tile, I, J);
      sumTile(room);
    }
  }
}

function sumTile(room: Room): void {
  for (let row = 0; row < room.rows; row += 2) {
    room.placeRows(row);
    takeData(room);
    takeWeights(room);
    formChannels(room);
    if (room.loss !== 0 && room.operation !== VALUES) applyLoss(room);
    if (room.operation === VALUES) sumValues(room);
    else if (room.operation === LOSSES) sumLosses(room);
    else {
      sumFactors(room);
      scale(room);
      formColumns(room);
      sumProducts(room);
    }
  }
}
