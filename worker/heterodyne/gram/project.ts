// From products of columns to the gradient and the normal matrix of the residuals that contrast and offset leave.
import {PARAMETERS} from "../../../kernels-as/heterodyne/constants.ts";
import type {Products} from "./totals.ts";

/** −2·contrast·Dᵀr, parameter by parameter; where a loss has factors r has them too. */
export function fillGradient(
  products: Products,
  contrast: number,
  shift: number,
  to: Float64Array
): void {
  products.active.forEach((place, k) => {
    const byResidual =
      products.byData(k) - contrast * products.byTheory(k) - shift * products.sum(k);
    to[place] = -2 * contrast * byResidual;
  });
}

/**
 * contrast²·(DᵀD − what t and 1 account for). A flat correlation has its contrast and offset by agreement, so that they
 * account for nothing.
 */
export function fillNormal(
  products: Products,
  contrast: number,
  isFlat: boolean,
  to: Float64Array
): void {
  const {active, moments} = products;
  const {n, t, tt} = moments;
  const mean = t / n;
  const stt = tt - t * mean;
  const square = contrast * contrast;
  const centred = active.map((_, k) => products.byTheory(k) - mean * products.sum(k));
  for (let i = 0; i < active.length; i++) {
    for (let j = i; j < active.length; j++) {
      let value = products.of(i, j);
      if (!isFlat) {
        value -= (products.sum(i) * products.sum(j)) / n;
        value -= (centred[i] * centred[j]) / stt;
      }
      to[active[i] * PARAMETERS + active[j]] = square * value;
      to[active[j] * PARAMETERS + active[i]] = square * value;
    }
  }
}
