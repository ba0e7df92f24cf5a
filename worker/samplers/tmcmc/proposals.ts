// The points a sweep wants evaluated: only those inside the prior, one after another, each with the particle it is for.
import {columnsOf, makeCloud, type Cloud, type CloudKind} from "./cloud.ts";

export interface Proposals {
  cloud: Cloud;
  count: number;
  /** the particle each is for, rising. */
  owner: Int32Array;
  /** logarithm of the ratio of the densities of proposing back and forth. */
  correction: Float64Array;
  /** what a leapfrog carries on: a vector for each parameter, or none. */
  momentum: Float64Array[];
  /** all columns of all of these, for moving one up. */
  columns: Float64Array[];
}

export function makeProposals(n: number, d: number, kind: CloudKind): Proposals {
  const cloud = makeCloud(n, d, kind);
  const correction = new Float64Array(n);
  const momentum = Array.from({length: kind.hasGradient ? d : 0}, () => new Float64Array(n));
  const columns = [...columnsOf(cloud), correction, ...momentum];
  return {cloud, count: 0, owner: new Int32Array(n), correction, momentum, columns};
}

/** Takes a point in, unless its prior density is zero; returns its place or −1. */
export function offer(
  proposals: Proposals,
  owner: number,
  point: Float64Array,
  logPrior: number,
  correction: number
): number {
  // a density of infinity has no ratio to compare
  if (!(logPrior > -Infinity && logPrior < Infinity)) return -1;
  const k = proposals.count++;
  const {theta} = proposals.cloud;
  for (let j = 0; j < theta.length; j++) theta[j][k] = point[j];
  proposals.cloud.logPrior[k] = logPrior;
  proposals.owner[k] = owner;
  proposals.correction[k] = correction;
  return k;
}

/** Proposal k moves up to place `to`. */
export function moveUp(proposals: Proposals, k: number, to: number): void {
  if (k === to) return;
  const {columns, owner} = proposals;
  for (let c = 0; c < columns.length; c++) columns[c][to] = columns[c][k];
  owner[to] = owner[k];
}

/** Proposal k replaces its owner among the particles. */
export function settle(proposals: Proposals, k: number, particles: readonly Float64Array[]): void {
  const i = proposals.owner[k];
  const {columns} = proposals;
  for (let c = 0; c < particles.length; c++) particles[c][i] = columns[c][k];
}
