import {COS, SIN, sincosFast, sincosLane, trigLane} from "./lane.as";
import {sinInRange} from "./reduce.as";

export function sincos(sine: usize, cosine: usize, x: usize, begin: i32, end: i32): void {
  const start = <usize>begin << 3;
  let px = x + start, ps = sine + start, pc = cosine + start;
  const stop = x + (<usize>end << 3);
  for (; px + 32 <= stop; px += 32, ps += 32, pc += 32) {
    const x0 = v128.load(px), x1 = v128.load(px, 16);
    if (i64x2.all_true(v128.and(sinInRange(x0), sinInRange(x1)))) {
      sincosFast(x0, ps, pc);
      sincosFast(x1, ps + 16, pc + 16);
    } else {
      sincosLane(x0, ps, pc);
      sincosLane(x1, ps + 16, pc + 16);
    }
  }
  for (; px + 16 <= stop; px += 16, ps += 16, pc += 16) sincosLane(v128.load(px), ps, pc);
  if (px < stop) {
    const last = v128.load64_splat(px);
    v128.store64_lane(ps, trigLane(last, SIN), 0);
    v128.store64_lane(pc, trigLane(last, COS), 0);
  }
}
