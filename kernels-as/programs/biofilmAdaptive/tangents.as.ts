// Tangents of the method itself. Twin: worker/biofilm/solver/adaptive/tangents.ts.
import {madd} from "../../lib/simd.as";
import {TANGENTS_AT} from "../../biofilm/constants";
import {part, whole} from "../../biofilm/settings.as";
import {STAGES} from "./constants";
import {addForce} from "./force.as";
import {addIncrements} from "./increments.as";
import {linearize, solve} from "./linearize.as";
import {get, set} from "../../biofilm/vectors.as";
import {Room, setWhere} from "./room.as";
import {advanceTangentFour} from "./tangentsFour.as";
import {advanceTangentTwo} from "./tangentsTwo.as";

/** Takes the tangents of the points in `mask` over a step whose stages are solved. */
export function advanceTangents(room: Room, mask: v128): void {
  for (let k = 0; k < STAGES; k++) {
    const stage = room.stages + <usize>k * room.stageBytes;
    linearize(room, stage, stage);
  }
  const m = 2 * room.species;
  const places = part(room.point.settings, TANGENTS_AT);
  for (let t = 0; t < room.point.tangents; t++) {
    const tangent = room.tangents + (<usize>(m * t) << 4);
    const i = whole(places, 3 * t + 1), j = whole(places, 3 * t + 2);
    if (m == 4) advanceTangentTwo(room, tangent, i, j);
    else if (m == 8) advanceTangentFour(room, tangent, i, j);
    else advanceTangent(room, tangent, i, j);
    for (let v = 0; v < m; v++) setWhere(tangent, v, get(room.change, v), mask);
  }
}

function advanceTangent(room: Room, tangent: usize, i: i32, j: i32): void {
  const m = 2 * room.species, Z = room.tangentIncrements;
  for (let k = 0; k < STAGES; k++) {
    const base = Z + (<usize>(m * k) << 4);
    for (let v = 0; v < m; v++) {
      set(base, v, addIncrements(get(tangent, v), Z + (<usize>v << 4), m, k));
    }
    solveTangent(room, room.stages + <usize>k * room.stageBytes, base, i, j);
    for (let v = 0; v < m; v++) set(base, v, f64x2.sub(get(room.change, v), get(base, v)));
  }
}

/** The tangent of φ = Φ + h φ̇, y = Y + h ẏ into `change`, where `base` is that of Φ and Y. */
export function solveTangent(room: Room, stage: usize, base: usize, i: i32, j: i32): void {
  const n = room.species, change = room.change;
  let sum = f64x2.splat(0);
  for (let l = 0; l < n; l++) sum = f64x2.add(sum, get(base, l));
  for (let l = 0; l < n; l++) {
    set(change, l, madd(get(room.fluidity, l), sum, get(base, l)));
    set(change, n + l, get(base, n + l));
  }
  addForce(stage, change, n, i, j);
  solve(room, stage);
}
