// A fit as arrays and as tables.
import {writeNpz, type NumpyArray} from "../data/writeNpy.ts";
import {PARAMETERS} from "../parameters.ts";
import type {RobustFit} from "../robust/types.ts";
import type {G2} from "../scan/g2Types.ts";
import type {TakenAngle, TakenScan} from "../takenScan.ts";
import type {HeterodyneFit} from "../types.ts";

export type AnyFit = HeterodyneFit | RobustFit;

/** Text of comma-separated values. */
export interface Tables {
  parameters: string;
  angles: string;
  g2: string;
}

/** One-time correlations, an angle each. */
export interface Curves {
  measured: readonly G2[];
  fitted: readonly G2[];
}

export function toNpz(
  fit: AnyFit,
  {grid}: TakenScan,
  angles: readonly TakenAngle[],
  fitted: readonly Float64Array[],
  curves: Curves
): Uint8Array<ArrayBuffer> {
  const {frames, dt, firstFrame} = grid;
  const shape = [angles.length, frames, frames];
  const measured = angles.map(({data}) => data);
  const residuals = measured.map((data, a) => data.map((e, k) => e - fitted[a][k]));
  const times = Float64Array.from({length: frames}, (_, k) => (firstFrame + k) * dt);
  const arrays: Record<string, NumpyArray> = {
    c2_experimental: {data: join(measured), shape},
    c2_fitted: {data: join(fitted), shape},
    residuals: {data: join(residuals), shape},
    parameters: {data: fit.theta},
    uncertainties: {data: fit.errors},
    chi_squared: {data: Float64Array.of(fit.chi2), shape: []},
    phi_angles: {data: Float64Array.from(angles, ({phi}) => phi)},
    contrast: {data: Float64Array.from(fit.angles, ({contrast}) => contrast)},
    offset: {data: Float64Array.from(fit.angles, ({offset}) => offset)},
    t1: {data: times},
    t2: {data: times}
  };
  if ("covariance" in fit) arrays.covariance = {data: fit.covariance, shape: [14, 14]};
  for (const [a, curve] of curves.measured.entries()) {
    arrays[`g2_${a}_tau`] = {data: curve.tau};
    arrays[`g2_${a}`] = {data: curve.g2};
    arrays[`g2_${a}_error`] = {data: curve.error};
    arrays[`g2_${a}_fitted`] = {data: curves.fitted[a].g2};
  }
  return writeNpz(arrays, {isPacked: true});
}

function join(parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export async function toTables(fit: AnyFit, {measured, fitted}: Curves): Promise<Tables> {
  const {csvFormatRows} = (await import("d3-dsv")) as {
    csvFormatRows: (rows: readonly (readonly unknown[])[]) => string;
  };
  const write = (head: readonly string[], rows: readonly (readonly unknown[])[]): string =>
    `${csvFormatRows([head, ...rows])}\n`;
  const {theta, errors, active, angles} = fit;
  const columns = ["phi", "contrast", "contrastError", "offset", "offsetError", "sigma", "chi2", "reduced",
    "noiseReduced", "points", "quality"] as const; // prettier-ignore
  return {
    parameters: write(
      ["name", "value", "error", "unit", "active"],
      PARAMETERS.map(({name, unit}, i) => [name, theta[i], errors[i], unit, active.includes(name)])
    ),
    angles: write(
      columns,
      angles.map((angle) => columns.map((column) => angle[column]))
    ),
    g2: write(
      ["phi", "tau", "g2", "error", "fitted", "points"],
      measured.flatMap(({tau, g2: values, error, points}, a) =>
        Array.from(tau, (t, k) => [
          angles[a].phi,
          t,
          values[k],
          error[k],
          fitted[a].g2[k],
          points[k]
        ])
      )
    )
  };
}
