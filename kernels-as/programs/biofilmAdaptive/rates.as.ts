// What the model does at the state: φ̇, ẏ and γ. Twin: worker/biofilm/solver/adaptive/rates.ts.
import {madd, nmadd} from "../../lib/simd.as";
import {get, set} from "../../biofilm/vectors.as";
import {GAMMA, Room, setSingle} from "./room.as";

/** φ̇ and ẏ into `change`, γ into GAMMA, and what γ changes by into `gammaBy`. */
export function findRates(room: Room): void {
  const n = room.species, now = room.now, change = room.change, gammaBy = room.gammaBy;
  const matrix = room.point.matrix, penalty = f64x2.splat(room.penalty);
  const one = f64x2.splat(1), two = f64x2.splat(2), four = f64x2.splat(4);
  const six = f64x2.splat(6), twenty = f64x2.splat(20);
  let free = one, total = f64x2.splat(0), resistance = one;
  for (let i = 0; i < n; i++) {
    const f = get(now, i), y = get(now, n + i), loss = get(room.loss, i);
    const u = f64x2.div(one, f);
    const s = f64x2.mul(y, u);
    const a = f64x2.mul(f, f64x2.sub(one, f));
    const b = f64x2.mul(s, f64x2.mul(f64x2.sub(f, y), u));
    const ra = f64x2.div(one, a), rb = f64x2.div(one, b);
    const a2 = f64x2.mul(ra, ra), b2 = f64x2.mul(rb, rb);
    const pull = f64x2.mul(penalty, f64x2.sub(f64x2.mul(four, s), two));
    const W = f64x2.mul(madd(loss, s, f64x2.mul(pull, f64x2.mul(b2, rb))), u);
    const bend = f64x2.mul(penalty, nmadd(twenty, b, six));
    const V = f64x2.mul(f64x2.add(f64x2.mul(bend, f64x2.mul(b2, b2)), loss), u);
    const X = madd(s, V, W);
    const push = f64x2.mul(penalty, f64x2.sub(f64x2.mul(four, f), two));
    const U = nmadd(push, f64x2.mul(a2, ra), f64x2.mul(s, W));
    let grown = f64x2.splat(0);
    for (let j = 0; j < n; j++) grown = madd(get(matrix, i * n + j), get(now, n + j), grown);
    set(change, i, U);
    set(change, n + i, f64x2.sub(f64x2.mul(get(room.growth, i), grown), W));
    const su = f64x2.mul(s, u);
    const steep = f64x2.mul(f64x2.mul(penalty, nmadd(twenty, a, six)), f64x2.mul(a2, a2));
    set(gammaBy, i, madd(su, f64x2.add(W, X), steep));
    set(gammaBy, n + i, f64x2.mul(X, u));
    set(gammaBy, 2 * n + i, f64x2.mul(s, f64x2.mul(get(room.toxicity, i), su)));
    free = f64x2.sub(free, f);
    total = f64x2.add(total, U);
    resistance = f64x2.add(resistance, get(room.fluidity, i));
  }
  const a = f64x2.mul(free, f64x2.sub(one, free));
  const ra = f64x2.div(one, a);
  const a2 = f64x2.mul(ra, ra);
  const stiff = f64x2.mul(f64x2.mul(penalty, nmadd(twenty, a, six)), f64x2.mul(a2, a2));
  const share = f64x2.div(one, resistance);
  const push = f64x2.mul(penalty, f64x2.sub(f64x2.mul(four, free), two));
  const gamma = f64x2.mul(nmadd(push, f64x2.mul(a2, ra), total), share);
  setSingle(room, GAMMA, gamma);
  for (let i = 0; i < n; i++) {
    set(change, i, nmadd(get(room.fluidity, i), gamma, get(change, i)));
    set(gammaBy, i, f64x2.mul(f64x2.sub(stiff, get(gammaBy, i)), share));
    set(gammaBy, n + i, f64x2.mul(get(gammaBy, n + i), share));
    set(gammaBy, 2 * n + i, f64x2.mul(get(gammaBy, 2 * n + i), share));
  }
}
