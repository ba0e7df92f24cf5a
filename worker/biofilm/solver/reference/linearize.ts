// Residuals and Jacobian of a step, φ_0 and γ put in: φ_0 = 1 − Σφ, γ = Σφ̇ − P(φ_0). Twin of
// kernels-as/programs/biofilmFixed/linearize.as.ts.
import type {Room} from "./room.ts";

/** Fills `change` with the residuals and `matrix` with their derivatives by φ and ψ. */
export function linearize(room: Room): void {
  const {species: n, now, rate, penalty} = room;
  const total = fillTerms(room);
  let free = 1;
  for (let i = 0; i < n; i++) free -= now[i];
  const q = 1 / room.width[2 * n];
  const t = steepness(penalty, q);
  const gamma = total - force(free, t);
  const stiffness = rigidity(q, t) + rate;
  for (let i = 0; i < n; i++) linearizeSpecies(room, i, gamma, stiffness);
}

/** φψ and the rates of φ and ψ; the sum of the rates of φ. */
function fillTerms({species: n, now, before, rate, living, phiRate, psiRate}: Room): number {
  let total = 0;
  for (let i = 0; i < n; i++) {
    phiRate[i] = (now[i] - before[i]) * rate;
    living[i] = now[i] * now[n + i];
    psiRate[i] = (now[n + i] - before[n + i]) * rate;
    total = i === 0 ? phiRate[i] : total + phiRate[i];
  }
  return total;
}

/** K/(x(1 − x))³ of q = 1/(x(1 − x)). */
export function steepness(penalty: number, q: number): number {
  return penalty * (q * q * q);
}

/** The penalty's derivative P(x) = (4x − 2)t, t = K/(x(1 − x))³. */
export function force(x: number, t: number): number {
  return (x * 4 - 2) * t;
}

/** P′(x) = (6q − 20)t. */
export function rigidity(q: number, t: number): number {
  return (q * 6 - 20) * t;
}

function linearizeSpecies(room: Room, i: number, gamma: number, stiffness: number): void {
  const {species: n, now: x, matrix, change, width, living, rate, penalty} = room;
  const m = 2 * n;
  const A = room.point.matrix;
  const row = i * n;
  const phi = x[i];
  const psi = x[n + i];
  const alive = living[i];
  const phiRate = room.phiRate[i];
  const psiRate = room.psiRate[i];
  const fluidity = room.fluidity[i];
  const growth = room.growth[i];

  let met = A[row] * living[0];
  for (let j = 1; j < n; j++) met = A[row + j] * living[j] + met;
  met = growth * met;

  const byPhi = i * m;
  const byPsi = (n + i) * m;
  const drag = growth * psi;
  const pull = growth * phi;
  const shared = stiffness * fluidity;
  for (let j = 0; j < n; j++) {
    const u = drag * A[row + j];
    const v = pull * A[row + j];
    matrix[byPhi + j] = u * x[n + j] + shared;
    matrix[byPhi + n + j] = u * x[j];
    matrix[byPsi + j] = v * x[n + j];
    matrix[byPsi + n + j] = v * x[j];
  }

  const square = psi * psi + 1;
  const loss = room.loss[i];
  const q = 1 / width[i];
  const t = steepness(penalty, q);
  const p = 1 / width[n + i];
  const s = steepness(penalty, p);
  // the diagonals of the four blocks
  const mixed = phi * psiRate + rate * alive;
  const cross = psi * phiRate + mixed + met;
  matrix[byPhi + i] += psi * psiRate + (rate * square + rigidity(q, t));
  matrix[byPhi + n + i] += psi * phiRate + cross;
  matrix[byPsi + i] += phi * psiRate + cross;
  const rest = rate * (phi * phi) + (rigidity(p, s) + loss);
  matrix[byPsi + n + i] += phi * phiRate + rest;

  let r = gamma * fluidity + force(phi, t);
  r = alive * psiRate + (square * phiRate + r);
  change[i] = psi * met + r;
  r = alive * phiRate + (loss * psi + force(psi, s));
  r = phi * phi * psiRate + r;
  change[n + i] = phi * met + r;
}
