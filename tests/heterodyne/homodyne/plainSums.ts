// Sums of squares by the book: every element of the matrix a residual, contrast and offset columns of the Jacobian.
import type {TakenAngle} from "../../../worker/heterodyne/takenScan.ts";
import type {Loss} from "../../../worker/heterodyne/types.ts";

type Robust = Exclude<Loss, "squares">;

const COST: Record<Robust, (z: number) => number> = {
  soft_l1: (z) => 2 * (Math.sqrt(1 + z) - 1),
  huber: (z) => (z < 1 ? z : 2 * Math.sqrt(z) - 1),
  cauchy: (z) => Math.log(1 + z)
};
const FACTOR: Record<Robust, (z: number) => number> = {
  soft_l1: (z) => 1 / Math.sqrt(1 + z),
  huber: (z) => (z < 1 ? 1 : 1 / Math.sqrt(z)),
  cauchy: (z) => 1 / (1 + z)
};

interface Folded {
  c: number;
  e: number;
  w: number;
  /** its place in the matrix. */
  k: number;
}

/** Mirror images are one element: their weighted mean, with both factors. */
function foldPlainly(c: Float64Array, {data, weights}: TakenAngle): Folded[] {
  const n = Math.sqrt(c.length);
  const elements: Folded[] = [];
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) {
      const places = i === j ? [i * n + i] : [i * n + j, j * n + i];
      const w = places.map((k) => weights?.[k] ?? 1);
      const total = w.reduce((a, b) => a + b);
      if (total === 0) continue;
      const e = places.reduce((sum, k, m) => sum + (w[m] ? w[m] * data[k] : 0), 0) / total;
      elements.push({c: c[i * n + j], e, w: total, k: i * n + j});
    }
  }
  return elements;
}

/** The loss of folded elements for given contrast and offset, in units of squares. */
export function lossAt(
  loss: Robust,
  scale: number,
  c: Float64Array,
  angle: TakenAngle,
  contrast: number,
  offset: number
): number {
  return foldPlainly(c, angle).reduce((sum, {c, e, w}) => {
    const z = ((e - contrast * c - offset) / scale) ** 2;
    return sum + w * scale * scale * COST[loss](z);
  }, 0);
}

export interface PlainLine {
  loss: Robust;
  scale: number;
  contrast: number;
  offset: number;
}

/** Squares: over all elements as they are. With a line: folded elements, reweighted about that line. */
export function plainSums(
  c: Float64Array,
  slopes: readonly Float64Array[],
  angle: TakenAngle,
  line?: PlainLine
) {
  const elements: Folded[] = line
    ? foldPlainly(c, angle)
    : Array.from(c, (value, k) => ({c: value, e: angle.data[k], w: angle.weights?.[k] ?? 1, k}));
  const seen = elements.filter(({w}) => w > 0);
  const roots = seen.map(({c, e, w}) => {
    if (!line) return Math.sqrt(w);
    const z = ((e - line.contrast * c - line.offset) / line.scale) ** 2;
    return Math.sqrt(w * FACTOR[line.loss](z));
  });
  const column = (of: (element: Folded) => number) => seen.map((element, m) => roots[m] * of(element)); // prettier-ignore
  const ones = column(() => 1);
  const theory = column(({c}) => c);
  const data = column(({e}) => e);
  const basis = orthonormal([ones, theory]);
  const contrast = dot(data, basis[1]) / dot(theory, basis[1]);
  const offset = dot(data, basis[0]) / dot(ones, basis[0]) - contrast * (dot(theory, basis[0]) / dot(ones, basis[0])); // prettier-ignore
  const residual = column(({c, e}) => e - contrast * c - offset);
  const J = slopes.map((slope) => column(({k}) => contrast * slope[k]));
  const projected = J.map((a) => without(a, basis));
  const meanTheory = dot(theory, ones) / dot(ones, ones);
  return {
    ssr: dot(residual, residual),
    contrast,
    offset,
    meanTheory,
    stt: seen.reduce((sum, {c}, m) => sum + roots[m] ** 2 * (c - meanTheory) ** 2, 0),
    gradient: J.map((a) => -2 * dot(a, residual)),
    gradientScale: J.map((a) => 2 * Math.sqrt(dot(a, a) * dot(data, data))),
    normal: projected.flatMap((a) => projected.map((b) => dot(a, b))),
    diagonal: J.map((a) => dot(a, a))
  };
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, k) => sum + value * b[k], 0);
}

/** By Gram and Schmidt, each vector twice. */
function orthonormal(vectors: readonly number[][]): number[][] {
  const basis: number[][] = [];
  for (const vector of vectors) {
    const rest = without(without(vector, basis), basis);
    const size = Math.sqrt(dot(rest, rest));
    basis.push(rest.map((value) => value / size));
  }
  return basis;
}

function without(vector: readonly number[], basis: readonly number[][]): number[] {
  return basis.reduce<number[]>(
    (rest, unit) => {
      const along = dot(rest, unit);
      return rest.map((value, k) => value - along * unit[k]);
    },
    [...vector]
  );
}
