// `heterodyne.export`: a fit as files, with what it takes to make it again.
import {show} from "../../check.ts";
import {digest} from "../../digest.ts";
import {correlate} from "../model/c2.ts";
import {fillFrames, makeTable} from "../model/frames.ts";
import {NAMES, PARAMETERS} from "../parameters.ts";
import {g2} from "../scan/g2.ts";
import {takeScan} from "../scan/take.ts";
import type {TakenAngle, TakenScan} from "../takenScan.ts";
import type {AngleChi2, Scan} from "../types.ts";
import {toPlain} from "./plainJson.ts";
import {toNpz, toTables, type AnyFit, type Tables} from "./tables.ts";

const WHAT = "heterodyne.export";

export interface ExportOptions {
  /** what the fit is called; default its method. */
  method?: string;
  /** the options that it was made with. */
  options?: object;
  seed?: number;
  /** names of the files that the data came from; default: what the scan says of itself. */
  inputs?: readonly string[];
  /** when it was made, in any form; left out unless given, so that the same fit gives the same bytes. */
  time?: string;
}

/** What a result was made of. */
export interface Manifest {
  engine: "cuvette";
  version: string;
  semantics: string;
  method: string;
  options: unknown;
  seed: number | null;
  inputs: readonly string[];
  time?: string;
  /** SHA-256 of the matrices as they were handed over, and of theta, errors and chi2. */
  data: string | null;
  result: string | null;
}

export interface Exported {
  json: Record<string, unknown>;
  /** the original's names: c2_experimental, c2_fitted, residuals, parameters, uncertainties, chi_squared, phi_angles, t1, t2; and more. */
  npz: Uint8Array<ArrayBuffer>;
  /** tables by name. */
  csv: Tables;
}

export function makeExport({version}: {version: string}) {
  return async (fit: AnyFit, scan: Scan, options: ExportOptions = {}): Promise<Exported> => {
    checkFit(fit);
    const taken = takeScan(WHAT, scan);
    const places = toPlaces(taken, fit.angles);
    const manifest = toManifest(version, fit, scan, taken, options);
    const fitted = toFitted(taken, places, fit);
    const {frames, dt} = taken.grid;
    const angles = places.map((place) => taken.angles[place]);
    const mask = angles.map(({weights}) => weights ?? new Float64Array(frames * frames).fill(1));
    const curves = {
      measured: await g2(angles.map(({data}) => data), {dt, frames, mask}),
      fitted: await g2(fitted, {dt, frames, mask})
    }; // prettier-ignore
    return {
      json: toJson(fit, manifest),
      npz: toNpz(
        fit,
        taken,
        withHoles(
          angles,
          places.map((place) => scan.data[place])
        ),
        fitted,
        curves
      ),
      csv: await toTables(fit, curves)
    };
  };
}

function checkFit(fit: Partial<AnyFit> | undefined): void {
  if (typeof fit !== "object" || (fit as unknown) === null)
    throw new TypeError(
      `${WHAT}: expected what heterodyne.fit or robust answered, got ${show(fit)}`
    );
  for (const name of ["theta", "errors", "angles"] as const)
    if (fit[name]?.length === undefined)
      throw new TypeError(
        `${WHAT}: expected what heterodyne.fit or robust answered (awaited), got ${name} as ${show(fit[name])}`
      );
  if (fit.theta!.length !== NAMES.length)
    throw new RangeError(
      `${WHAT}: expected a fit of the heterodyne model, with theta of ${NAMES.length} numbers, got ${fit.theta!.length}`
    );
}

/** The angles that were fitted, in the scan's order. */
function toPlaces(taken: TakenScan, angles: readonly AngleChi2[]): number[] {
  if (angles.length === 0)
    throw new RangeError(`${WHAT}: expected a fit with a finite chi2, got one without any`);
  const left = angles.map(({phi}) => phi);
  const places = [...taken.angles.keys()].filter((place) => {
    const at = left.indexOf(taken.angles[place].phi);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
  if (left.length > 0)
    throw new RangeError(
      `${WHAT}: expected the scan that was fitted, with the angles ${angles.map(({phi}) => phi).join(", ")}, got one with ${taken.angles.map(({phi}) => phi).join(", ")}`
    );
  return places;
}

function toFitted(
  taken: TakenScan,
  places: readonly number[],
  {theta, angles}: AnyFit
): Float64Array[] {
  const {grid, q} = taken;
  const table = makeTable(grid, false);
  fillFrames(grid, theta, table, false);
  return places.map((place, a) => {
    const {contrast, offset} = angles[a];
    const c2 = correlate({q, semantics: grid.semantics}, theta, table, taken.angles[place].phi);
    return c2.map((c) => contrast * c + offset);
  });
}

/** What was not measured has no number: sums need one there, files do not. */
function withHoles(
  angles: readonly TakenAngle[],
  given: readonly ArrayLike<number>[]
): readonly TakenAngle[] {
  return angles.map((angle, a) => {
    const {data, weights} = angle;
    if (!weights) return angle;
    const isHole = (k: number) => weights[k] === 0 && !Number.isFinite(given[a][k]);
    return {...angle, data: data.map((value, k) => (isHole(k) ? NaN : value))};
  });
}

function toManifest(
  version: string,
  fit: AnyFit,
  scan: Scan & {source?: {name?: string}},
  taken: TakenScan,
  {method, options = {}, seed, inputs, time}: ExportOptions
): Manifest {
  const own = "method" in fit ? fit.method : "fit";
  const source = scan.source?.name;
  const {theta, errors, chi2, reduced} = fit;
  return {
    engine: "cuvette",
    version,
    semantics: taken.grid.semantics,
    method: method ?? own,
    options: toPlain(options),
    seed: seed ?? null,
    inputs: inputs ?? (source === undefined ? [] : [source]),
    ...(time !== undefined && {time}),
    data: digest(scan.data.map((matrix) => Float64Array.from(matrix))),
    result: digest({theta, errors, chi2, reduced})
  };
}

function toJson(fit: AnyFit, manifest: Manifest): Record<string, unknown> {
  const {theta, errors, active} = fit;
  const robust = "worstCase" in fit && {
    robust: toPlain({
      objective: fit.objective,
      worst_case: fit.worstCase,
      nominal: fit.nominal,
      radius: fit.radius,
      lambda: fit.lambda,
      weights: fit.weights,
      scenarios: fit.scenarios
    })
  };
  const correlation = "correlation" in fit && {
    correlation: NAMES.map((_, i) => toPlain(fit.correlation.slice(14 * i, 14 * i + 14)))
  };
  return {
    format: "cuvette heterodyne",
    format_version: 1,
    provenance: manifest,
    status: fit.status,
    advice: fit.advice,
    notes: fit.notes,
    parameters: PARAMETERS.map(({name, unit}, i) => ({
      name,
      value: theta[i],
      error: toPlain(errors[i]),
      unit,
      active: active.includes(name)
    })),
    chi_squared: fit.chi2,
    reduced_chi_squared: fit.reduced,
    noise_reduced_chi_squared: fit.noiseReduced,
    angles: toPlain(fit.angles),
    ...correlation,
    ...robust,
    evaluations: fit.stats.evaluations
  };
}
