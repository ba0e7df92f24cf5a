// Residuals and Jacobian of a step, φ_0 and γ put in: φ_0 = 1 − Σφ, γ = Σφ̇ − P(φ_0).
// Twin: worker/biofilm/solver/reference/linearize.ts.
import {madd} from "../../lib/simd.as";
import {get, set} from "../../biofilm/vectors.as";
import {Room} from "./room.as";

// of `terms`: vectors by species
const LIVING = 0;
const PHI_RATE = 1;
const PSI_RATE = 2;

/** Fills `change` with the residuals and `matrix` with their derivatives by φ and ψ. */
export function linearize(room: Room): void {
  const n = room.species, x = room.now;
  const total = fillTerms(room);
  const one = f64x2.splat(1), rate = f64x2.splat(room.rate);
  // φ_0
  let free = one;
  for (let i = 0; i < n; i++) free = f64x2.sub(free, get(x, i));
  const q = f64x2.div(one, get(room.width, 2 * n));
  const t = steepness(room, q);
  const gamma = f64x2.sub(total, force(free, t));
  const stiffness = f64x2.add(rigidity(q, t), rate);
  for (let i = 0; i < n; i++) linearizeSpecies(room, i, gamma, stiffness);
}

/** φψ and the rates of φ and ψ; the sum of the rates of φ. */
function fillTerms(room: Room): v128 {
  const n = room.species, x = room.now, before = room.before;
  const terms = room.terms, rate = f64x2.splat(room.rate);
  let total = f64x2.splat(0);
  for (let i = 0; i < n; i++) {
    const phi = get(x, i), psi = get(x, n + i);
    const phiRate = f64x2.mul(f64x2.sub(phi, get(before, i)), rate);
    set(terms, LIVING * n + i, f64x2.mul(phi, psi));
    set(terms, PHI_RATE * n + i, phiRate);
    set(terms, PSI_RATE * n + i, f64x2.mul(f64x2.sub(psi, get(before, n + i)), rate));
    total = i == 0 ? phiRate : f64x2.add(total, phiRate);
  }
  return total;
}

/** K/(x(1 − x))³ of q = 1/(x(1 − x)). */
@inline
export function steepness(room: Room, q: v128): v128 {
  return f64x2.mul(f64x2.splat(room.penalty), f64x2.mul(f64x2.mul(q, q), q));
}

/** The penalty's derivative P(x) = (4x − 2)t, t = K/(x(1 − x))³. */
@inline
export function force(x: v128, t: v128): v128 {
  return f64x2.mul(f64x2.sub(f64x2.mul(x, f64x2.splat(4)), f64x2.splat(2)), t);
}

/** P′(x) = (6q − 20)t. */
@inline
export function rigidity(q: v128, t: v128): v128 {
  return f64x2.mul(f64x2.sub(f64x2.mul(q, f64x2.splat(6)), f64x2.splat(20)), t);
}

function linearizeSpecies(room: Room, i: i32, gamma: v128, stiffness: v128): void {
  const n = room.species, m = 2 * n, x = room.now, terms = room.terms;
  const one = f64x2.splat(1), rate = f64x2.splat(room.rate);
  const A = room.point.matrix + (<usize>(i * n) << 4);
  const phi = get(x, i), psi = get(x, n + i);
  const living = get(terms, LIVING * n + i);
  const phiRate = get(terms, PHI_RATE * n + i), psiRate = get(terms, PSI_RATE * n + i);
  const fluidity = get(room.fluidity, i), growth = get(room.growth, i);

  let met = f64x2.mul(get(A, 0), get(terms, LIVING * n));
  for (let j = 1; j < n; j++) met = madd(get(A, j), get(terms, LIVING * n + j), met);
  met = f64x2.mul(growth, met);

  const byPhi = room.matrix + (<usize>(i * m) << 4);
  const byPsi = room.matrix + (<usize>((n + i) * m) << 4);
  const drag = f64x2.mul(growth, psi), pull = f64x2.mul(growth, phi);
  const shared = f64x2.mul(stiffness, fluidity);
  for (let j = 0; j < n; j++) {
    const a = get(A, j), phiJ = get(x, j), psiJ = get(x, n + j);
    const u = f64x2.mul(drag, a), v = f64x2.mul(pull, a);
    set(byPhi, j, madd(u, psiJ, shared));
    set(byPhi, n + j, f64x2.mul(u, phiJ));
    set(byPsi, j, f64x2.mul(v, psiJ));
    set(byPsi, n + j, f64x2.mul(v, phiJ));
  }

  const square = madd(psi, psi, one), loss = get(room.loss, i);
  const q = f64x2.div(one, get(room.width, i)), t = steepness(room, q);
  const p = f64x2.div(one, get(room.width, n + i)), s = steepness(room, p);
  // the diagonals of the four blocks
  const slow = f64x2.mul(rate, living), mixed = madd(phi, psiRate, slow);
  const cross = f64x2.add(madd(psi, phiRate, mixed), met);
  add(byPhi, i, madd(psi, psiRate, madd(rate, square, rigidity(q, t))));
  add(byPhi, n + i, madd(psi, phiRate, cross));
  add(byPsi, i, madd(phi, psiRate, cross));
  const rest = madd(rate, f64x2.mul(phi, phi), f64x2.add(rigidity(p, s), loss));
  add(byPsi, n + i, madd(phi, phiRate, rest));

  let r = madd(gamma, fluidity, force(phi, t));
  r = madd(living, psiRate, madd(square, phiRate, r));
  set(room.change, i, madd(psi, met, r));
  r = madd(living, phiRate, madd(loss, psi, force(psi, s)));
  r = madd(f64x2.mul(phi, phi), psiRate, r);
  set(room.change, n + i, madd(phi, met, r));
}

@inline
function add(to: usize, i: i32, value: v128): void {
  set(to, i, f64x2.add(get(to, i), value));
}
