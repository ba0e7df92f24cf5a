// tangents.as.ts written out for four species, where loops and the way through memory cost
// more than the arithmetic.
import {madd, nmadd} from "../../lib/simd.as";
import {addIncrements} from "./increments.as";
import {get, set} from "../../biofilm/vectors.as";
import {MATRIX, PIVOT, PRESS, RELEASE, Room, SLOPE} from "./room.as";
import {addForce} from "./force.as";

export function advanceTangentFour(room: Room, tangent: usize, i: i32, j: i32): void {
  const bytes = room.stageBytes;
  let stage = room.stages;
  solveStage(0, room, stage, tangent, i, j);
  stage += bytes;
  solveStage(1, room, stage, tangent, i, j);
  stage += bytes;
  solveStage(2, room, stage, tangent, i, j);
  stage += bytes;
  solveStage(3, room, stage, tangent, i, j);
  stage += bytes;
  solveStage(4, room, stage, tangent, i, j);
}

@inline
function solveStage(k: i32, room: Room, stage: usize, tangent: usize, i: i32, j: i32): void {
  const Z = room.tangentIncrements, base = Z + (<usize>(8 * k) << 4), change = room.change;
  // 1 right sides, and what the parameter itself does
  const f0 = addIncrements(get(tangent, 0), Z, 8, k);
  const f1 = addIncrements(get(tangent, 1), Z + 16, 8, k);
  const f2 = addIncrements(get(tangent, 2), Z + 32, 8, k);
  const f3 = addIncrements(get(tangent, 3), Z + 48, 8, k);
  const zero = f64x2.splat(0);
  const free = f64x2.add(f64x2.add(f64x2.add(f64x2.add(zero, f0), f1), f2), f3);
  set(change, 0, madd(get(room.fluidity, 0), free, f0));
  set(change, 1, madd(get(room.fluidity, 1), free, f1));
  set(change, 2, madd(get(room.fluidity, 2), free, f2));
  set(change, 3, madd(get(room.fluidity, 3), free, f3));
  copyLiving(k, 4, Z, base, tangent, change);
  copyLiving(k, 5, Z, base, tangent, change);
  copyLiving(k, 6, Z, base, tangent, change);
  copyLiving(k, 7, Z, base, tangent, change);
  addForce(stage, change, 4, i, j);
  // 2 the same as `solve`
  const LU = MATRIX * 4, share = get(stage, LU + 17);
  const c0 = get(change, 0), c1 = get(change, 1), c2 = get(change, 2), c3 = get(change, 3);
  let total = madd(c0, get(stage, PIVOT * 4), zero);
  total = madd(c1, get(stage, PIVOT * 4 + 1), total);
  total = madd(c2, get(stage, PIVOT * 4 + 2), total);
  total = madd(c3, get(stage, PIVOT * 4 + 3), total);
  const squeezed = f64x2.mul(share, total);
  let z0 = press(stage, 0, c0, squeezed, change), z1 = press(stage, 1, c1, squeezed, change);
  let z2 = press(stage, 2, c2, squeezed, change), z3 = press(stage, 3, c3, squeezed, change);
  z1 = nmadd(get(stage, LU + 4), z0, z1);
  z2 = nmadd(get(stage, LU + 9), z1, nmadd(get(stage, LU + 8), z0, z2));
  z3 = nmadd(get(stage, LU + 13), z1, nmadd(get(stage, LU + 12), z0, z3));
  z3 = f64x2.mul(nmadd(get(stage, LU + 14), z2, z3), get(stage, LU + 15));
  z2 = f64x2.mul(nmadd(get(stage, LU + 11), z3, z2), get(stage, LU + 10));
  z1 = nmadd(get(stage, LU + 7), z3, nmadd(get(stage, LU + 6), z2, z1));
  z1 = f64x2.mul(z1, get(stage, LU + 5));
  z0 = nmadd(get(stage, LU + 2), z2, nmadd(get(stage, LU + 1), z1, z0));
  z0 = f64x2.mul(nmadd(get(stage, LU + 3), z3, z0), get(stage, LU));
  total = madd(get(stage, SLOPE * 4 + 3), z3, total);
  total = madd(get(stage, SLOPE * 4 + 2), z2, total);
  total = madd(get(stage, SLOPE * 4 + 1), z1, total);
  total = madd(get(stage, SLOPE * 4), z0, total);
  const sum = f64x2.mul(share, total);
  // 3 the increments, or after the last stage the tangent
  finish(k, 0, stage, change, base, c0, z0, f0, sum);
  finish(k, 1, stage, change, base, c1, z1, f1, sum);
  finish(k, 2, stage, change, base, c2, z2, f2, sum);
  finish(k, 3, stage, change, base, c3, z3, f3, sum);
}

@inline
function copyLiving(k: i32, v: i32, Z: usize, base: usize, tangent: usize, change: usize): void {
  const y = addIncrements(get(tangent, v), Z + (<usize>v << 4), 8, k);
  set(base, v, y);
  set(change, v, y);
}

@inline
function press(stage: usize, i: i32, c: v128, squeezed: v128, change: usize): v128 {
  const pressed = nmadd(get(stage, PRESS * 4 + i), squeezed, c);
  return madd(get(stage, SLOPE * 4 + i), pressed, get(change, 4 + i));
}

@inline
function finish(
  k: i32, i: i32, stage: usize, change: usize, base: usize, c: v128, z: v128, f: v128, sum: v128
): void {
  const own = f64x2.mul(c, get(stage, PIVOT * 4 + i));
  const pulled = madd(get(stage, SLOPE * 4 + i), z, own);
  const phi = nmadd(get(stage, RELEASE * 4 + i), sum, pulled);
  if (k == 4) {
    set(change, i, phi);
    set(change, 4 + i, z);
  } else {
    set(base, i, f64x2.sub(phi, f));
    set(base, 4 + i, f64x2.sub(z, get(base, 4 + i)));
  }
}
