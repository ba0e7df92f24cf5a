// What a reader asks of a comparison of models, checked.
import {checkNames, checkOneOf, show} from "../../check.ts";
import type {CompareOptions, ModelName} from "../types.ts";
import type {ModelFitOptions} from "./asked.ts";
import type {FitModel} from "./model.ts";

const SETTINGS = ["start", "active", "bounds", "priors"];

const OPTIONS = [
  "models", "settings", "gap", "method", "angles", "subsample", "multistart", "steps", "ftol", "gtol", "xtol", "threads",
  "seed"
]; // prettier-ignore

/** `hasGap`: whether the scan or the options say how wide the sheared gap is; without it "laminar" is left out. */
export function toModels(
  what: string,
  options: CompareOptions,
  known: readonly ModelName[],
  hasGap: boolean
): ModelName[] {
  if (typeof options !== "object" || options === null)
    throw new TypeError(`${what}: expected options as a record, got ${show(options)}`);
  checkNames(what, "option", Object.keys(options), OPTIONS);
  const {models, settings = {}} = options;
  const asked: unknown = models ?? known.filter((name) => name !== "laminar" || hasGap);
  if (!Array.isArray(asked) || asked.length === 0)
    throw new TypeError(`${what}: expected models as a list of names, got ${show(asked)}`);
  for (const name of asked) checkOneOf(what, "each of models", name, known);
  if (typeof settings !== "object" || settings === null)
    throw new TypeError(`${what}: expected settings as a record by model, got ${show(settings)}`);
  checkNames(what, "model in settings", Object.keys(settings), known);
  for (const [model, own] of Object.entries(settings)) {
    if (typeof own !== "object" || own === null)
      throw new TypeError(`${what}: expected settings of ${model} as a record, got ${show(own)}`);
    checkNames(what, `setting of ${model}`, Object.keys(own), SETTINGS);
  }
  return [...new Set(asked as ModelName[])];
}

/** The options of one model's fit; by the noise, as evidence is. */
export function toFitOptions(options: CompareOptions, model: ModelName): ModelFitOptions {
  const {models: _, settings, gap: __, ...shared} = options;
  const {start, active, bounds} = settings?.[model] ?? {};
  const own = {...(start && {start}), ...(active && {active}), ...(bounds && {bounds})};
  return {...shared, ...own, sigma: "noise"};
}

export function toPriors(
  what: string,
  {parameters}: FitModel,
  priors: Readonly<Record<string, readonly [number, number]>> = {}
): (readonly [number, number])[] {
  const names = parameters.map(({name}) => name);
  checkNames(what, "parameter in priors", Object.keys(priors), names);
  return parameters.map(({name, prior}) => {
    const own: unknown = priors[name] ?? prior;
    const isPair =
      Array.isArray(own) && own.length === 2 && own.every((part) => Number.isFinite(part));
    if (!isPair || !((own as number[])[1] > 0))
      throw new RangeError(
        `${what}: expected the prior of ${name} as [mean, standard deviation above 0], got ${Array.isArray(own) ? `[${own.join(", ")}]` : show(own)}`
      );
    return own as unknown as readonly [number, number];
  });
}
