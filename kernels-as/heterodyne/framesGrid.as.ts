// Reads a frame grid, as constants.ts lays it out.
import {GRID_TABLES, GRID_TIMES} from "./constants";

@inline
export function number(settings: usize, field: i32): f64 {
  return load<f64>(settings + (<usize>field << 3));
}

@inline
export function whole(settings: usize, field: i32): i32 {
  return <i32>number(settings, field);
}

/** Where the tables of exp lie. */
@inline
export function tablesOf(settings: usize): usize {
  return settings + (<usize>GRID_TABLES << 3);
}

@inline
export function timesOf(settings: usize): usize {
  return settings + (<usize>GRID_TIMES << 3);
}

/** Keeps both lanes within ±most; x stands first in each step, so NaN stays. */
@inline
export function limit(x: v128, most: v128): v128 {
  return f64x2.pmin(f64x2.pmax(x, f64x2.neg(most)), most);
}

@inline
export function limitOne(x: f64, most: f64): f64 {
  return min<f64>(max<f64>(x, -most), most);
}
