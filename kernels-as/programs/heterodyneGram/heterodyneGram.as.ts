// Weighted sums over a correlation matrix by tiles, without any matrix: of t − 1 and the data
// alone, for a robust loss, or of the products of all derivatives with one another. A strip is a
// run of tiles of one angle, and has sums of its own. The settings are constants.ts's. Twin:
// worker/heterodyne/gram/reference/strip.ts.
import {IS_ON, LOSSES, STRIPS, STRIP_TILES, SUMS, SUMS_AT, VALUES} from "./constants";
import {formChannels} from "./channels.as";
import {formColumns, scale} from "./columns.as";
import {applyLoss, sumFactors, sumLosses, sumValues} from "./loss.as";
import {sumProducts} from "./products.as";
import {
  Room, angleNumber, blocksOf, number, placeAngle, placeRoom, placeRows, placeTile
} from "./room.as";
import {takeData, takeWeights} from "./weights.as";

/** As worker/heterodyne/sums/site.ts has it. */
export function run(
  constants: usize, uniforms: usize, inputs: usize, outputs: usize, scratch: usize, begin: i32,
  end: i32
): void {
  const room = placeRoom(constants, scratch), settings = room.settings;
  const sums = <usize>load<f64>(settings + (SUMS_AT << 3));
  const bytes = <usize>number(settings, SUMS) << 4;
  for (let strip = begin >> 9, stop = (end + 511) >> 9; strip < stop; strip++) {
    room.sums = sums + <usize>strip * bytes;
    memory.fill(room.sums, 0, bytes);
    sumStrip(room, strip);
  }
}

function sumStrip(room: Room, strip: i32): void {
  const strips = number(room.settings, STRIPS), tiles = number(room.settings, STRIP_TILES);
  placeAngle(room, strip / strips);
  if (angleNumber(room, IS_ON) == 0) return;
  const blocks = blocksOf(room), first = (strip % strips) * tiles;
  let tile = 0;
  for (let I = 0; I < blocks; I++) {
    for (let J = I; J < blocks; J++, tile++) {
      if (tile < first) continue;
      if (tile >= first + tiles) return;
      placeTile(room, tile, I, J);
      sumTile(room);
    }
  }
}

function sumTile(room: Room): void {
  for (let row = 0; row < room.rows; row += 2) {
    placeRows(room, row);
    takeData(room);
    takeWeights(room);
    formChannels(room);
    if (room.loss != 0 && room.operation != VALUES) applyLoss(room);
    if (room.operation == VALUES) sumValues(room);
    else if (room.operation == LOSSES) sumLosses(room);
    else {
      sumFactors(room);
      scale(room);
      formColumns(room);
      sumProducts(room);
    }
  }
}
