// `prior.*`: what is believed before the data.
import type {Priors} from "../types.ts";
import {halfnormal, lognormal, normal, uniform} from "./continuous.ts";
import {custom} from "./custom.ts";
import {beta, gamma} from "./gamma.ts";
import {independent} from "./independent.ts";

export const prior: Priors = Object.freeze({
  uniform,
  normal,
  lognormal,
  beta,
  gamma,
  halfnormal,
  independent,
  custom
});
