// Columns that share no row can be differentiated along together: a colouring of the columns (Curtis, Powell
// and Reid), greedy in their order, which is the best there is for banded matrices.
import {toList} from "./bits.ts";

/** A colour for each column; `rows` are the columns of each row as bits. */
export function colourColumns(rows: readonly bigint[], count: number): number[] {
  const neighbours = new Array<bigint>(count).fill(0n);
  for (const row of new Set(rows)) {
    for (const column of toList(row)) neighbours[column] |= row;
  }
  const colours: number[] = [];
  for (let column = 0; column < count; column++) {
    const taken = new Set(
      toList(neighbours[column] & ((1n << BigInt(column)) - 1n)).map((other) => colours[other])
    );
    let colour = 0;
    while (taken.has(colour)) colour++;
    colours.push(colour);
  }
  return colours;
}

export function countColours(colours: readonly number[]): number {
  return Math.max(-1, ...colours) + 1;
}
