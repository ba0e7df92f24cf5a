// tangents.as.ts written out for two species, where loops and the way through memory cost more than
// the arithmetic.
import {madd, nmadd} from "../../lib/simd.as";
import {addIncrements} from "./increments.as";
import {get, set} from "../../biofilm/vectors.as";
import {FEED, LIVING, MATRIX, PIVOT, POISON, PRESS, RELEASE, Room, SLOPE, TOLL} from "./room.as";

export function advanceTangentTwo(room: Room, tangent: usize, i: i32, j: i32): void {
  const Z = room.tangentIncrements, bytes = room.stageBytes;
  const e0 = get(room.fluidity, 0), e1 = get(room.fluidity, 1);
  let stage = room.stages;
  solveStage(0, stage, tangent, Z, e0, e1, i, j, room.change);
  stage += bytes;
  solveStage(1, stage, tangent, Z, e0, e1, i, j, room.change);
  stage += bytes;
  solveStage(2, stage, tangent, Z, e0, e1, i, j, room.change);
  stage += bytes;
  solveStage(3, stage, tangent, Z, e0, e1, i, j, room.change);
  stage += bytes;
  solveStage(4, stage, tangent, Z, e0, e1, i, j, room.change);
}

@inline
function solveStage(
  k: i32, stage: usize, tangent: usize, Z: usize, e0: v128, e1: v128, i: i32, j: i32, change: usize
): void {
  const f0 = addIncrements(get(tangent, 0), Z, 4, k);
  const f1 = addIncrements(get(tangent, 1), Z + 16, 4, k);
  const y0 = addIncrements(get(tangent, 2), Z + 32, 4, k);
  const y1 = addIncrements(get(tangent, 3), Z + 48, 4, k);
  const zero = f64x2.splat(0);
  // 1 right sides, and what the parameter itself does
  const free = f64x2.add(f64x2.add(zero, f0), f1);
  let c0 = madd(e0, free, f0), c1 = madd(e1, free, f1), z0 = y0, z1 = y1;
  if (j < 0) {
    if (i == 0) {
      c0 = f64x2.add(c0, get(stage, POISON * 2));
      z0 = f64x2.sub(z0, get(stage, TOLL * 2));
    } else {
      c1 = f64x2.add(c1, get(stage, POISON * 2 + 1));
      z1 = f64x2.sub(z1, get(stage, TOLL * 2 + 1));
    }
  } else if (i != j) {
    z0 = madd(get(stage, FEED * 2), get(stage, LIVING * 2 + 1), z0);
    z1 = madd(get(stage, FEED * 2 + 1), get(stage, LIVING * 2), z1);
  } else if (i == 0) {
    z0 = madd(get(stage, FEED * 2), get(stage, LIVING * 2), z0);
  } else {
    z1 = madd(get(stage, FEED * 2 + 1), get(stage, LIVING * 2 + 1), z1);
  }
  // 2 the same as `solve`
  const LU = MATRIX * 2, share = get(stage, LU + 5);
  const B0 = get(stage, SLOPE * 2), B1 = get(stage, SLOPE * 2 + 1);
  const o0 = f64x2.mul(c0, get(stage, PIVOT * 2)), o1 = f64x2.mul(c1, get(stage, PIVOT * 2 + 1));
  let total = madd(c1, get(stage, PIVOT * 2 + 1), madd(c0, get(stage, PIVOT * 2), zero));
  const squeezed = f64x2.mul(share, total);
  z0 = madd(B0, nmadd(get(stage, PRESS * 2), squeezed, c0), z0);
  z1 = madd(B1, nmadd(get(stage, PRESS * 2 + 1), squeezed, c1), z1);
  z1 = nmadd(get(stage, LU + 2), z0, z1);
  z1 = f64x2.mul(z1, get(stage, LU + 3));
  z0 = f64x2.mul(nmadd(get(stage, LU + 1), z1, z0), get(stage, LU));
  total = madd(B0, z0, madd(B1, z1, total));
  const sum = f64x2.mul(share, total);
  c0 = nmadd(get(stage, RELEASE * 2), sum, madd(B0, z0, o0));
  c1 = nmadd(get(stage, RELEASE * 2 + 1), sum, madd(B1, z1, o1));
  // 3 the increments, or after the last stage the tangent
  if (k == 4) {
    set(change, 0, c0);
    set(change, 1, c1);
    set(change, 2, z0);
    set(change, 3, z1);
  } else {
    set(Z, 4 * k, f64x2.sub(c0, f0));
    set(Z, 4 * k + 1, f64x2.sub(c1, f1));
    set(Z, 4 * k + 2, f64x2.sub(z0, y0));
    set(Z, 4 * k + 3, f64x2.sub(z1, y1));
  }
}
