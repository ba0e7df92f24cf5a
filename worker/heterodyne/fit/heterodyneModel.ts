// The heterodyne model as a fit knows it.
import {NAMES, PARAMETERS, toTheta} from "../parameters.ts";
import type {HeterodyneName} from "../types.ts";
import {canonicalise} from "./canonical.ts";
import {explainTogether, remarkOnHeld} from "./combinations.ts";
import type {FitModel} from "./model.ts";

/** Places of amplitudes, exponents and offsets of the two transport coefficients; v0, beta and phi0. */
const AMPLITUDES = [0, 3];
const EXPONENTS = [1, 4, 7];
const OFFSETS = [2, 5];
const [V0, PHI0] = [6, 13];

export const HETERODYNE: FitModel<HeterodyneName> = {
  parameters: PARAMETERS,
  active: NAMES.filter((name) => name !== "f2"),
  toTheta: (what, theta) => toTheta(what, theta, "start"),
  canonicalise,
  explain: explainTogether,
  remark: remarkOnHeld,
  isGated: (theta) =>
    theta[0] <= 0 ||
    theta[V0] <= 0 ||
    AMPLITUDES.some((i) => theta[i] < 0) ||
    EXPONENTS.some((i) => Math.abs(theta[i]) > 2) ||
    OFFSETS.some((i) => Math.abs(theta[i]) > 1e5) ||
    Math.abs(theta[PHI0]) > 360
};
