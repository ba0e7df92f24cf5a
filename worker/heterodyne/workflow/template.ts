// The original's template: what a configuration means where it says nothing (dossier 1.7).
import {NAMES} from "../parameters.ts";
import type {HeterodyneName} from "../types.ts";
import type {Prior} from "./settings.ts";

interface Row {
  start: number;
  bounds: readonly [number, number];
  prior: Prior;
  unit: string;
}

const row = (
  start: number,
  bounds: readonly [number, number],
  law: Prior["law"],
  mean: number,
  sd: number,
  unit = "dimensionless"
): Row => ({start, bounds, prior: {law, mean, sd}, unit});

const amplitude = row(100, [1, 1e6], "truncated", 1e4, 1e3, "Å²/s");
const exponent = row(0, [-2, 2], "normal", -1.5, 0.1);
const offset = row(10, [-100, 100], "normal", 0, 10, "Å²/s");
const fraction = row(0.25, [0, 1], "truncated", 0.25, 0.1);

export const TEMPLATE: Readonly<Record<HeterodyneName, Row>> = Object.freeze({
  D0_ref: amplitude,
  alpha_ref: exponent,
  D_offset_ref: offset,
  D0_sample: amplitude,
  alpha_sample: exponent,
  D_offset_sample: offset,
  v0: row(1, [0, 1e4], "truncated", 1000, 100, "Å/s"),
  beta: row(0, [-2, 2], "normal", 0, 0.1),
  v_offset: row(0, [-1000, 1000], "normal", 0, 100, "Å/s"),
  f0: fraction,
  f1: fraction,
  f2: fraction,
  f3: fraction,
  phi0: row(0, [-180, 180], "normal", 0, 10, "degrees")
});

export function byName<T>(of: (name: HeterodyneName) => T): Record<HeterodyneName, T> {
  return Object.fromEntries(NAMES.map((name) => [name, of(name)])) as Record<HeterodyneName, T>;
}
