// Ascending order of f64 by their bits: as whole numbers with the sign bit flipped, or all bits
// where the number is negative, they order like the numbers, −0 before 0 and NaN, made positive,
// last.
import {SORT_LARGE, SORT_SMALL} from "./constants";

const NAN_KEY: u64 = 0xfff8000000000000;

@inline
function toKey(x: usize): u64 {
  const bits = load<u64>(x);
  const value = load<f64>(x);
  return value != value ? NAN_KEY : bits ^ (<u64>(<i64>bits >> 63) | 0x8000000000000000);
}

@inline
function fromKey(key: u64): u64 {
  return key ^ (<u64>(<i64>~key >> 63) | 0x8000000000000000);
}

/** Writes the n numbers at x to y in ascending order; `work` has room for n numbers. */
export function sortNumbers(y: usize, work: usize, counts: usize, x: usize, n: i32): void {
  const bytes = <usize>n << 3;
  for (let at: usize = 0; at < bytes; at += 8) store<u64>(y + at, toKey(x + at));
  let from = y;
  if (n <= SORT_SMALL) insertionSort(y, bytes);
  else if (n < SORT_LARGE) from = radixSort(y, work, counts, bytes, 8, 8);
  else from = radixSort(y, work, counts, bytes, 11, 6);
  for (let at: usize = 0; at < bytes; at += 8) store<u64>(y + at, fromKey(load<u64>(from + at)));
}

function insertionSort(keys: usize, bytes: usize): void {
  const stop = keys + bytes;
  for (let at = keys + 8; at < stop; at += 8) {
    const key = load<u64>(at);
    let to = at;
    for (; to > keys; to -= 8) {
      const other = load<u64>(to - 8);
      if (other <= key) break;
      store<u64>(to, other);
    }
    store<u64>(to, key);
  }
}

/** Least significant digit first; returns which of the two buffers holds the result. */
function radixSort(
  keys: usize, other: usize, counts: usize, bytes: usize, width: i32, digits: i32
): usize {
  const bins: usize = (<usize>1) << width;
  const mask = <u64>bins - 1;
  memory.fill(counts, 0, (<usize>digits * bins) << 2);
  for (let at = keys, stop = keys + bytes; at < stop; at += 8) {
    let key = load<u64>(at);
    for (let digit = 0, table = counts; digit < digits; digit++, table += bins << 2) {
      const slot = table + (<usize>(key & mask) << 2);
      store<u32>(slot, load<u32>(slot) + 1);
      key >>= width;
    }
  }
  const total = <u32>(bytes >> 3);
  for (let digit = 0, table = counts; digit < digits; digit++, table += bins << 2) {
    const shift = <u64>(digit * width);
    // a digit that all keys share orders nothing
    if (load<u32>(table + (<usize>((load<u64>(keys) >> shift) & mask) << 2)) == total) continue;
    let start: u32 = 0;
    for (let slot = table, stop = table + (bins << 2); slot < stop; slot += 4) {
      const count = load<u32>(slot);
      store<u32>(slot, start);
      start += count << 3;
    }
    for (let at = keys, stop = keys + bytes; at < stop; at += 8) {
      const key = load<u64>(at);
      const slot = table + (<usize>((key >> shift) & mask) << 2);
      const to = load<u32>(slot);
      store<u32>(slot, to + 8);
      store<u64>(other + to, key);
    }
    const swapped = keys;
    keys = other;
    other = swapped;
  }
  return keys;
}
