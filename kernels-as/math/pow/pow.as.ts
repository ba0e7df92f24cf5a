import {powLane} from "./lane.as";

export function pow(z: usize, x: usize, y: usize, begin: i32, end: i32): void {
  let px = x + (<usize>begin << 3), py = y + (<usize>begin << 3), pz = z + (<usize>begin << 3);
  const stop = x + (<usize>end << 3);
  for (; px + 16 <= stop; px += 16, py += 16, pz += 16) {
    v128.store(pz, powLane(v128.load(px), v128.load(py)));
  }
  if (px < stop) {
    v128.store64_lane(pz, powLane(v128.load64_splat(px), v128.load64_splat(py)), 0);
  }
}
