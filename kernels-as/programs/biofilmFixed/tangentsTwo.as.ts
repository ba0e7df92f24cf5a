// tangents.as.ts for two species, written out. Operations and their order are the same, hence the
// bits.
import {IS_LOCAL, TANGENTS_AT} from "../../biofilm/constants";
import {count, part, whole} from "../../biofilm/settings.as";
import {madd, nmadd} from "../../lib/simd.as";
import {get, set} from "../../biofilm/vectors.as";
import {Room} from "./room.as";

export function followTwo(room: Room): void {
  const point = room.point, tangents = point.tangents;
  if (tangents == 0) return;
  const x = room.now, one = f64x2.splat(1), zero = f64x2.splat(0), rate = f64x2.splat(room.rate);
  const x0 = get(x, 0), x1 = get(x, 1), x2 = get(x, 2), x3 = get(x, 3);
  const growth0 = get(room.growth, 0), growth1 = get(room.growth, 1);
  const h0 = get(room.fluidity, 0), h1 = get(room.fluidity, 1);
  const y0 = f64x2.mul(x0, x2), y1 = f64x2.mul(x1, x3);
  // H, and ∂R/∂θ
  const s0 = f64x2.mul(rate, madd(x2, x2, one)), s1 = f64x2.mul(rate, madd(x3, x3, one));
  const l0 = f64x2.mul(rate, y0), l1 = f64x2.mul(rate, y1);
  const p0 = f64x2.mul(rate, f64x2.mul(x0, x0)), p1 = f64x2.mul(rate, f64x2.mul(x1, x1));
  const drag0 = f64x2.neg(f64x2.mul(growth0, x2)), drag1 = f64x2.neg(f64x2.mul(growth1, x3));
  const pull0 = f64x2.neg(f64x2.mul(growth0, x0)), pull1 = f64x2.neg(f64x2.mul(growth1, x1));
  const toxic0 = f64x2.mul(get(room.toxicity, 0), x2);
  const toxic1 = f64x2.mul(get(room.toxicity, 1), x3);

  const a = room.matrix, pivots = room.pivots;
  const a01 = get(a, 1), a02 = get(a, 2), a03 = get(a, 3), a12 = get(a, 6), a13 = get(a, 7);
  const a10 = get(a, 4), a20 = get(a, 8), a21 = get(a, 9), a23 = get(a, 11);
  const a30 = get(a, 12), a31 = get(a, 13), a32 = get(a, 14);
  const pivot0 = get(pivots, 0), pivot1 = get(pivots, 1);
  const pivot2 = get(pivots, 2), pivot3 = get(pivots, 3);

  const isLocal = count(point.settings, IS_LOCAL) != 0;
  let which = part(point.settings, TANGENTS_AT), slopes = room.slopes;
  for (let k = 0; k < tangents; k++, slopes += 4 << 4, which += 3 << 3) {
    let b0 = zero, b1 = zero, b2 = zero, b3 = zero;
    if (!isLocal) {
      const u0 = get(slopes, 0), u1 = get(slopes, 1), u2 = get(slopes, 2), u3 = get(slopes, 3);
      const sum = f64x2.mul(rate, f64x2.add(u0, u1));
      b0 = madd(s0, u0, madd(h0, sum, f64x2.mul(l0, u2)));
      b1 = madd(s1, u1, madd(h1, sum, f64x2.mul(l1, u3)));
      b2 = madd(p0, u2, f64x2.mul(l0, u0));
      b3 = madd(p1, u3, f64x2.mul(l1, u1));
    }
    const i = whole(which, 1), j = whole(which, 2);
    if (j < 0) {
      if (i == 0) b2 = f64x2.add(b2, toxic0);
      else b3 = f64x2.add(b3, toxic1);
    } else if (i != j) {
      b0 = f64x2.add(b0, f64x2.mul(drag0, y1)), b2 = f64x2.add(b2, f64x2.mul(pull0, y1));
      b1 = f64x2.add(b1, f64x2.mul(drag1, y0)), b3 = f64x2.add(b3, f64x2.mul(pull1, y0));
    } else if (i == 0) {
      b0 = f64x2.add(b0, f64x2.mul(drag0, y0)), b2 = f64x2.add(b2, f64x2.mul(pull0, y0));
    } else {
      b1 = f64x2.add(b1, f64x2.mul(drag1, y1)), b3 = f64x2.add(b3, f64x2.mul(pull1, y1));
    }
    b1 = nmadd(a10, b0, b1);
    b2 = nmadd(a21, b1, nmadd(a20, b0, b2));
    b3 = nmadd(a32, b2, nmadd(a31, b1, nmadd(a30, b0, b3)));
    b3 = f64x2.mul(b3, pivot3);
    b2 = f64x2.mul(nmadd(a23, b3, b2), pivot2);
    b1 = f64x2.mul(nmadd(a12, b2, nmadd(a13, b3, b1)), pivot1);
    b0 = f64x2.mul(nmadd(a01, b1, nmadd(a02, b2, nmadd(a03, b3, b0))), pivot0);
    set(slopes, 0, b0), set(slopes, 1, b1), set(slopes, 2, b2), set(slopes, 3, b3);
  }
}
