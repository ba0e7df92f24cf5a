// `heterodyne.homodyne.fit`: the heterodyne fit's own search, on the siblings' sums and with their names.
import {makeModelFit} from "../fit/fit.ts";
import type {FitModel} from "../fit/model.ts";
import {checkRecord} from "../scan/asked.ts";
import {checkWish} from "./asked.ts";
import {HOMODYNE_PARAMETERS, toHomodyneTheta} from "./parameters.ts";
import {openHomodyneSums, takeHomodyneScan} from "./scans.ts";
import type {
  HomodyneFitOptions,
  HomodyneFitRun,
  HomodyneModel,
  HomodyneName,
  HomodyneScan,
  HomodyneTheta
} from "./types.ts";

const WHAT = "heterodyne.homodyne.fit";

/** An exponent below this is as good as none. */
const NONE = 1e-4;

const makeFitModel = (model: HomodyneModel): FitModel<HomodyneName> => ({
  parameters: HOMODYNE_PARAMETERS[model],
  active: HOMODYNE_PARAMETERS[model].map(({name}) => name),
  toTheta: (what, theta) => toHomodyneTheta(what, model, theta as HomodyneTheta),
  explain: (theta, names) => explainTogether(theta, names)
});

/** The siblings as the fit's drivers know them. */
export const HOMODYNE_FIT_MODELS: Readonly<Record<HomodyneModel, FitModel<HomodyneName>>> = {
  static: makeFitModel("static"),
  laminar: makeFitModel("laminar")
};

export type FitHomodyne = (scan: HomodyneScan, options?: HomodyneFitOptions) => HomodyneFitRun;

export function makeHomodyneFit(): FitHomodyne {
  const modelOf = (scan: HomodyneScan) => {
    checkRecord(WHAT, "the scan", scan);
    return HOMODYNE_FIT_MODELS[checkWish(WHAT, scan).model];
  };
  return makeModelFit<HomodyneName, HomodyneScan>(WHAT, modelOf, {
    takeScan: takeHomodyneScan,
    openSums: openHomodyneSums
  });
}

/** Of parameters that cannot be told apart at theta: the combination that can. */
function explainTogether(theta: Float64Array, names: readonly string[]): string | undefined {
  const sums: [string, string, string, number][] = [
    ["D0", "D_offset", "alpha", 0],
    ["gamma_dot_t0", "gamma_dot_t_offset", "beta", 3]
  ];
  for (const [amplitude, offset, exponent, at] of sums) {
    const isPair = names.includes(amplitude) && names.includes(offset);
    if (isPair && Math.abs(theta[at + 1]) < NONE)
      return `with ${exponent} at 0 only ${amplitude} + ${offset} = ${Number((theta[at] + theta[at + 2]).toPrecision(5))} is told`;
  }
  return undefined;
}
