// The best straight line e ≈ contrast·t + offset of an angle, by squares or by a loss that forgives.
import type {Elements} from "./elements.ts";
import type {LossLaw} from "./losses.ts";

/** e is less its mean ē: `level` is offset + contrast·meanTheory − ē. */
export interface Line {
  contrast: number;
  level: number;
  meanTheory: number;
  /** Σ(t − t̄)². */
  stt: number;
  /** Σ of the factors. */
  total: number;
  /** the correlation hardly varies: contrast 1 and offset 0 are taken for granted. */
  isFlat: boolean;
}

/** Elements of one stretch of a pass: between two of them the page may paint. */
const STRETCH = 8192;

/** Least variation of the correlation that a contrast can be told from, an element. */
const FLAT = 1e-12;

/** Sums of a pass, with t less `shift`. */
interface Moments {
  w: number;
  t: number;
  tt: number;
  e: number;
  te: number;
}

export function* fitLine(t: Float64Array, {e, w}: Elements, mean: number): Generator<void, Line> {
  return toLine(yield* gather(t, e, w, 1), 1, mean);
}

export interface Reweighing {
  law: LossLaw;
  scale: number;
  /** takes the factors as they are in the end. */
  factors: Float64Array;
}

/** Iteratively reweighted squares, to where contrast and offset stand still. */
export function* refitLine(
  t: Float64Array,
  elements: Elements,
  mean: number,
  first: Line,
  reweighing: Reweighing
): Generator<void, Line> {
  const shift = first.meanTheory;
  const size = reweighing.scale + Math.sqrt(first.stt / first.total) * Math.abs(first.contrast);
  let line = first;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    yield* reweigh(t, elements, line, reweighing);
    if (first.isFlat) break;
    const next = toLine(yield* gather(t, elements.e, reweighing.factors, shift), shift, mean);
    if (next.isFlat) break;
    const turned = Math.abs(next.contrast - line.contrast) * Math.sqrt(next.stt / next.total);
    const moved = Math.abs(levelAt(next, shift) - levelAt(line, shift));
    line = next;
    if (!(turned + moved > STANDS * size)) break;
  }
  return line;
}

const MOST_ROUNDS = 300;
const STANDS = 1e-12;

const levelAt = (line: Line, t: number): number =>
  line.level + line.contrast * (t - line.meanTheory);

function* gather(
  t: Float64Array,
  e: Float64Array,
  w: Float64Array,
  shift: number
): Generator<void, Moments> {
  const sums = {w: 0, t: 0, tt: 0, e: 0, te: 0};
  for (let from = 0; from < t.length; from += STRETCH) {
    addStretch(t, e, w, from, Math.min(from + STRETCH, t.length), shift, sums);
    yield;
  }
  return sums;
}

/** Lessens the factors where residuals are large. */
function* reweigh(
  t: Float64Array,
  {e, w}: Elements,
  line: Line,
  {law, scale, factors}: Reweighing
): Generator<void> {
  const {contrast, level, meanTheory} = line;
  for (let from = 0; from < t.length; from += STRETCH) {
    const to = Math.min(from + STRETCH, t.length);
    for (let k = from; k < to; k++) {
      const r = (e[k] - level - contrast * (t[k] - meanTheory)) / scale;
      factors[k] = w[k] * law.factor(r * r);
    }
    yield;
  }
}

/** Σ w·r². */
export function* sumSquares(
  t: Float64Array,
  {e, w}: Elements,
  line: Line
): Generator<void, number> {
  const {contrast, level, meanTheory} = line;
  let sum = 0;
  for (let from = 0; from < t.length; from += STRETCH) {
    const to = Math.min(from + STRETCH, t.length);
    let part = 0;
    for (let k = from; k < to; k++) {
      const r = e[k] - level - contrast * (t[k] - meanTheory);
      part += w[k] * r * r;
    }
    sum += part;
    yield;
  }
  return sum;
}

function addStretch(
  t: Float64Array,
  e: Float64Array,
  w: Float64Array,
  from: number,
  to: number,
  shift: number,
  sums: Moments
): void {
  let sw = 0;
  let st = 0;
  let stt = 0;
  let se = 0;
  let ste = 0;
  for (let k = from; k < to; k++) {
    const factor = w[k];
    const tk = t[k] - shift;
    const wt = factor * tk;
    sw += factor;
    st += wt;
    stt += wt * tk;
    se += factor * e[k];
    ste += wt * e[k];
  }
  sums.w += sw;
  sums.t += st;
  sums.tt += stt;
  sums.e += se;
  sums.te += ste;
}

function toLine({w, t, tt, e, te}: Moments, shift: number, mean: number): Line {
  const stt = tt - (t * t) / w;
  const meanTheory = shift + t / w;
  if (stt < FLAT * w)
    return {contrast: 1, level: meanTheory - mean, meanTheory, stt, total: w, isFlat: true};
  const contrast = (te - (t * e) / w) / stt;
  return {contrast, level: e / w, meanTheory, stt, total: w, isFlat: false};
}
