import {digammaLane} from "./lane.as";

export function digamma(y: usize, x: usize, begin: i32, end: i32): void {
  let px = x + (<usize>begin << 3), py = y + (<usize>begin << 3);
  const stop = x + (<usize>end << 3);
  for (; px + 16 <= stop; px += 16, py += 16) v128.store(py, digammaLane(v128.load(px)));
  if (px < stop) v128.store64_lane(py, digammaLane(v128.load64_splat(px)), 0);
}
