import {sortNumbers} from "../order.ts";

interface Arguments {
  y: Float64Array;
  x: Float64Array;
  n: number;
}

export function sortReference({y, x, n}: Arguments, begin: number, end: number): void {
  for (let i = begin; i < end; i++) {
    sortNumbers(y.subarray(i * n, (i + 1) * n), x.subarray(i * n, (i + 1) * n));
  }
}
