// Scans as they are taken at first use: checked and measured once, then known by the identity of their arrays.
import {checkInteger, checkOneOf, show} from "../../check.ts";
import type {TakenGeometry} from "../model/geometry.ts";
import {makeGrid} from "../model/grid.ts";
import type {Scan} from "../types.ts";
import {geometryOf} from "./asked.ts";
import {takeMatrix, type Matrix} from "./matrix.ts";
import type {TakenAngle, TakenScan} from "../takenScan.ts";
import {checkUnchanged, watch, type Watch} from "./watch.ts";

/** So many geometries of one scan are remembered, and so many masks of one matrix. */
const GEOMETRIES = 8;
const MASKS = 4;

const DIAGONALS = ["keep", "correct", "exclude"] as const;

/** What the reader said of one matrix, by identity, and what came of it. */
interface KnownMatrix {
  frames: number;
  mask: ArrayLike<number> | undefined;
  weights: ArrayLike<number> | undefined;
  bad: readonly number[];
  diagonal: (typeof DIAGONALS)[number];
  matrix: Matrix;
  watches: Watch[];
}

interface KnownScan extends TakenGeometry {
  matrices: KnownMatrix[];
  taken: TakenScan;
}

const knownMatrices = new WeakMap<object, KnownMatrix[]>();
const knownScans = new WeakMap<Matrix, KnownScan[]>();

/**
 * The same arrays and geometry give the same object. Arrays count as immutable from their first use on: sampled places of
 * them are compared each time.
 */
export function takeScan(what: string, scan: Scan): TakenScan {
  const geometry = geometryOf(what, scan);
  const {diagonal = "keep"} = scan;
  checkOneOf(what, "diagonal", diagonal, DIAGONALS);
  const data = toMatrices(what, scan, geometry);
  const bad = toFrames(what, scan.badFrames, geometry.frames);
  const matrices = data.map((matrix, k) =>
    takeKnownMatrix(what, {
      name: `data[${k}]`,
      phi: geometry.phi[k],
      frames: geometry.frames,
      data: matrix,
      mask: listOf(what, "mask", scan.mask, data.length)[k],
      weights: listOf(what, "weights", scan.weights, data.length)[k],
      bad,
      diagonal
    })
  );
  return takeKnownScan(geometry, matrices);
}

function toMatrices(
  what: string,
  scan: Scan,
  geometry: TakenGeometry
): readonly ArrayLike<number>[] {
  const {data} = scan;
  if (!Array.isArray(data) || typeof data[0] === "number")
    throw new TypeError(
      `${what}: expected data as a list of matrices, one an angle ([matrix] of one angle), got ${show(data)}`
    );
  if (data.length !== geometry.phi.length)
    throw new RangeError(
      `${what}: expected data of one matrix an angle, ${geometry.phi.length} by phi, got ${show(data)}`
    );
  return data as readonly ArrayLike<number>[];
}

function toFrames(
  what: string,
  given: ArrayLike<number> | undefined,
  frames: number
): readonly number[] {
  if (given === undefined) return [];
  if (typeof given !== "object" || given === null || typeof given.length !== "number")
    throw new TypeError(`${what}: expected badFrames as an array of numbers, got ${show(given)}`);
  const list = Array.from(given);
  list.forEach((frame, k) => checkInteger(what, `badFrames[${k}]`, frame, 0, frames - 1));
  return [...new Set(list)].sort((a, b) => a - b);
}

/** One for all angles, or one an angle. */
function listOf(
  what: string,
  name: string,
  given: ArrayLike<number> | readonly ArrayLike<number>[] | undefined,
  angles: number
): readonly (ArrayLike<number> | undefined)[] {
  if (given === undefined || !Array.isArray(given) || typeof given[0] === "number")
    return Array.from({length: angles}, () => given as ArrayLike<number> | undefined);
  if (typeof given[0] === "boolean")
    throw new TypeError(
      `${what}: expected ${name} of numbers (0 where an element does not count), got true or false; Uint8Array.from(${name}) makes numbers of it`
    );
  if (given.length !== angles)
    throw new RangeError(
      `${what}: expected ${name} of one matrix for all angles, or a list of ${angles}, got ${show(given)}`
    );
  return given as readonly ArrayLike<number>[];
}

function takeKnownMatrix(what: string, wish: Parameters<typeof takeMatrix>[1]): KnownMatrix {
  const list = (isKey(wish.data) && knownMatrices.get(wish.data)) || [];
  const found = list.find((known) => isSameMatrix(known, wish));
  if (found) {
    for (const watched of found.watches) checkUnchanged(what, watched);
    return found;
  }
  // An edited array must not be taken anew under another mask either.
  if (list.length > 0) checkUnchanged(what, list[0].watches[0]);
  const {frames, mask, weights, bad, diagonal} = wish;
  const matrix = takeMatrix(what, wish);
  const watches = [watch(wish.name, wish.data)];
  if (mask) watches.push(watch("mask", mask));
  if (weights) watches.push(watch("weights", weights));
  const known = {frames, mask, weights, bad, diagonal, matrix, watches};
  knownMatrices.set(wish.data, [known, ...list].slice(0, MASKS));
  return known;
}

function isKey(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function isSameMatrix(known: KnownMatrix, wish: Parameters<typeof takeMatrix>[1]): boolean {
  return (
    known.frames === wish.frames &&
    known.mask === wish.mask &&
    known.weights === wish.weights &&
    known.diagonal === wish.diagonal &&
    isSameList(known.bad, wish.bad)
  );
}

function isSameList(one: ArrayLike<unknown>, other: ArrayLike<unknown>): boolean {
  if (one.length !== other.length) return false;
  for (let k = 0; k < one.length; k++) if (one[k] !== other[k]) return false;
  return true;
}

function takeKnownScan(geometry: TakenGeometry, matrices: KnownMatrix[]): TakenScan {
  const key = matrices[0].matrix;
  const list = knownScans.get(key) ?? [];
  const found = list.find((known) => isSameScan(known, geometry, matrices));
  if (found) return found.taken;
  const taken = makeTaken(geometry, matrices);
  knownScans.set(key, [{...geometry, matrices, taken}, ...list].slice(0, GEOMETRIES));
  return taken;
}

function isSameScan(
  known: KnownScan,
  geometry: TakenGeometry,
  matrices: readonly KnownMatrix[]
): boolean {
  return (
    known.q === geometry.q &&
    known.dt === geometry.dt &&
    known.semantics === geometry.semantics &&
    known.firstFrame === geometry.firstFrame &&
    isSameList(known.phi, geometry.phi) &&
    isSameList(known.matrices, matrices)
  );
}

function makeTaken(geometry: TakenGeometry, matrices: readonly KnownMatrix[]): TakenScan {
  const {q, semantics, frames, dt, firstFrame} = geometry;
  const angles = matrices.map(({matrix}, k): TakenAngle =>
    Object.freeze({...matrix, phi: geometry.phi[k]})
  );
  return Object.freeze({
    q,
    grid: makeGrid({semantics, frames, dt, firstFrame}),
    angles,
    isWeighted: angles.some((angle) => angle.weights !== undefined)
  });
}
