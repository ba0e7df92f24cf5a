// The direct way where residuals are affine in the unknowns: r(x + δ) = r + J·δ, so one step δ = −R⁻¹·Qᵀr is
// the answer. It is a search like the others; its second step takes off what rounding left of the first.
import type {Box} from "../../optimize/bounds.ts";
import type {Search, SearchEnd, SquaresProbe} from "../../optimize/search.ts";

/** A column counts as dependent on those before it where less than this part of it is its own. */
const RANK = 1e-12;
const STEPS = 2;

/** "singular": the columns depend on one another; "diverged": the answer lies outside the box. */
export function* solveLinear(start: Float64Array, box: Box): Search<SquaresProbe> {
  const k = start.length;
  const probe: SquaresProbe = {
    x: start.slice(),
    wants: "factor",
    value: NaN,
    factor: new Float64Array(k * k),
    projected: new Float64Array(k)
  };
  const {x} = probe;
  const best: SearchEnd = {x: x.slice(), value: Infinity, status: "converged", steps: 0};
  const delta = new Float64Array(k);
  for (let step = 0; ; step++) {
    yield probe;
    if (!Number.isFinite(probe.value)) return {...best, status: "nonfinite"};
    if (probe.value < best.value) {
      best.value = probe.value;
      best.x.set(x);
    }
    best.steps = step;
    yield {step, value: probe.value, slope: slopeOf(probe)};
    if (isOutside(x, box)) return {...best, status: "diverged"};
    if (step === STEPS) return best;
    if (isSingular(probe.factor, k)) return {...best, status: "singular"};
    solveBack(probe, delta);
    for (let i = 0; i < k; i++) x[i] -= delta[i];
  }
}

function isOutside(x: Float64Array, {lower, upper}: Box): boolean {
  return x.some((value, i) => value < lower[i] || value > upper[i]);
}

/** ‖2·Rᵀq‖∞. */
function slopeOf({x, factor, projected}: SquaresProbe): number {
  const k = x.length;
  let largest = 0;
  for (let j = 0; j < k; j++) {
    let sum = 0;
    for (let i = 0; i <= j; i++) sum += 2 * factor[i * k + j] * projected[i];
    largest = Math.max(largest, Math.abs(sum));
  }
  return largest;
}

function isSingular(factor: Float64Array, k: number): boolean {
  for (let j = 0; j < k; j++) {
    let norm = 0;
    for (let i = 0; i <= j; i++) norm += factor[i * k + j] * factor[i * k + j];
    if (!(Math.abs(factor[j * k + j]) > RANK * Math.sqrt(norm))) return true;
  }
  return false;
}

function solveBack({x, factor, projected}: SquaresProbe, out: Float64Array): void {
  const k = x.length;
  for (let i = k - 1; i >= 0; i--) {
    let sum = projected[i];
    for (let j = i + 1; j < k; j++) sum -= factor[i * k + j] * out[j];
    out[i] = sum / factor[i * k + i];
  }
}
