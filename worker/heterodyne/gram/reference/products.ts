// Sums of products of columns. Twin of kernels-as/programs/heterodyneGram/products.as.ts.
import {
  COLUMN_SUMS, GRADIENT, GROUP, GROUP_SUMS
} from "../../../../kernels-as/programs/heterodyneGram/constants.ts"; // prettier-ignore
import type {Room} from "./room.ts";

export function sumProducts(room: Room): void {
  const {strips, columns, weights} = room;
  for (let k = 0; k < columns; k++) addProducts(room, COLUMN_SUMS + k, weights, strips[k]);
  const groups = columns / GROUP;
  let sum = COLUMN_SUMS + columns;
  for (let g = 0; g < groups; g++) {
    for (let h = room.operation === GRADIENT ? groups - 1 : g; h < groups; h++) {
      for (let k = 0; k < GROUP_SUMS; k++) {
        const row = k >> 2;
        const column = k & 3;
        if (g === h && column < row) continue;
        addProducts(room, sum + k, strips[GROUP * g + row], strips[GROUP * h + column]);
      }
      sum += GROUP_SUMS;
    }
  }
}

function addProducts(room: Room, sum: number, a: Float64Array, b: Float64Array): void {
  const {numbers} = room;
  const at = room.sums + 2 * sum;
  let even = numbers[at];
  let odd = numbers[at + 1];
  for (let k = 0; k < 2 * room.count; k += 2) {
    even += a[k] * b[k];
    odd += a[k + 1] * b[k + 1];
  }
  numbers[at] = even;
  numbers[at + 1] = odd;
}
