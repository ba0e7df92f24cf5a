import {tanhLane} from "./lane.as";

export function tanh(y: usize, x: usize, begin: i32, end: i32): void {
  let px = x + (<usize>begin << 3), py = y + (<usize>begin << 3);
  const stop = x + (<usize>end << 3);
  for (; px + 32 <= stop; px += 32, py += 32) {
    const x0 = v128.load(px), x1 = v128.load(px, 16);
    v128.store(py, tanhLane(x0));
    v128.store(py, tanhLane(x1), 16);
  }
  for (; px + 16 <= stop; px += 16, py += 16) v128.store(py, tanhLane(v128.load(px)));
  if (px < stop) v128.store64_lane(py, tanhLane(v128.load64_splat(px)), 0);
}
