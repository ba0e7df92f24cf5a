// Which matrices of a file are taken: by wave vector as the original does it, then by angle.
import {toPlaces} from "../scan/angles.ts";
import type {AngleWish} from "../types.ts";
import {Lacking} from "./lacking.ts";
import type {StoredMatrix} from "./layout.ts";
import type {DataFormat} from "./types.ts";

/** The old format gives every bin a wave vector of its own: those within a tenth belong together, and a few are too few. */
const TOLERANCE = 0.1;
const FEW = 5;
const NEAREST = 10;
/** The new format has a table of them. */
const SAME = 1e-10;
/** Wave vectors that differ by more than this share are worth a word. */
const WORTH_SAYING = 0.01;

export interface Selection {
  q: number;
  matrices: StoredMatrix[];
  warnings: string[];
}

export function select(
  what: string,
  format: DataFormat,
  matrices: readonly StoredMatrix[],
  {q, angles}: {q?: number; angles?: AngleWish}
): Selection {
  const warnings: string[] = [];
  const byQ = selectQ(what, format, matrices, q, warnings);
  if (byQ.matrices.some(({phi}) => Number.isNaN(phi)))
    throw new Lacking(
      "phi",
      `${what}: the file does not say the angles of its ${matrices.length} matrices: give phi, in degrees, one a matrix`
    );
  const phi = Float64Array.from(byQ.matrices, (matrix) => matrix.phi);
  const places = toPlaces(what, phi, angles);
  return {q: byQ.q, matrices: places.map((place) => byQ.matrices[place]), warnings};
}

function selectQ(
  what: string,
  format: DataFormat,
  matrices: readonly StoredMatrix[],
  wish: number | undefined,
  warnings: string[]
): {q: number; matrices: readonly StoredMatrix[]} {
  if (matrices.some((matrix) => Number.isNaN(matrix.q))) {
    if (wish !== undefined) return {q: wish, matrices};
    throw new RangeError(`${what}: the file does not say its wave vector: give q, in 1/Å`);
  }
  const found = listOf(matrices.map((matrix) => matrix.q));
  const isOne = found[found.length - 1] - found[0] <= TOLERANCE * found[0];
  if (wish === undefined && !isOne)
    throw new RangeError(
      `${what}: the file has ${found.length} wave vectors: choose q, in 1/Å, from ${showList(found)}`
    );
  const target = wish ?? found[found.length >> 1];
  const distance = (matrix: StoredMatrix, to: number) => Math.abs(matrix.q - to);
  const nearest = matrices.reduce((best, matrix) =>
    distance(matrix, target) < distance(best, target) ? matrix : best
  ).q;
  const isIn = format === "aps-u" ? SAME : TOLERANCE * nearest;
  let taken = matrices.filter((matrix) => distance(matrix, nearest) <= isIn);
  if (format === "aps-old" && taken.length < FEW && matrices.length >= FEW) {
    const order = matrices.slice().sort((a, b) => distance(a, nearest) - distance(b, nearest));
    const kept = new Set(order.slice(0, NEAREST));
    warnings.push(
      `q: only ${taken.length} matrices are within 10 % of ${nearest}; the nearest ${kept.size} are taken, as the original does`
    );
    taken = matrices.filter((matrix) => kept.has(matrix));
  }
  if (wish !== undefined && Math.abs(wish - nearest) > WORTH_SAYING * nearest)
    warnings.push(`q: ${nearest} of the file is used, the nearest one to ${wish}`);
  const widest = Math.max(...taken.map((matrix) => distance(matrix, nearest)));
  if (widest > WORTH_SAYING * nearest)
    warnings.push(
      `q: the matrices taken differ from ${nearest} by up to ${((100 * widest) / nearest).toFixed(1)} %`
    );
  return {q: nearest, matrices: taken};
}

/** Sorted, each once. */
export function listOf(values: readonly number[]): Float64Array {
  const unique = new Set(values.filter((value) => !Number.isNaN(value)));
  return Float64Array.from(unique).sort();
}

function showList(values: Float64Array): string {
  const some = Array.from(values.slice(0, 24), String).join(", ");
  return values.length > 24 ? `${some}, …` : some;
}
