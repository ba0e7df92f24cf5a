import {uniformRange} from "./lane.as";

export function uniform(
  y: usize, keyLow: u32, keyHigh: u32, streamLow: u32, streamHigh: u32, begin: i32, end: i32
): void {
  uniformRange(y, keyLow, keyHigh, streamLow, streamHigh, begin, end);
}
