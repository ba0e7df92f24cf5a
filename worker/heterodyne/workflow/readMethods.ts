// The methods of a configuration, and what each is told.
import type {RobustMethod} from "../robust/types.ts";
import type {JsonReader} from "./jsonReader.ts";
import type {ClassicalMethod, HeterodyneSettings, Subsampling} from "./settings.ts";

const CLASSICAL = "optimization_config.classical_optimization";
const ROBUST = "optimization_config.robust_optimization";
const METHODS: Readonly<Record<string, ClassicalMethod>> = {
  "Nelder-Mead": "nelder-mead",
  Gurobi: "trust"
};

export function readClassical(
  json: JsonReader,
  warnings: string[]
): HeterodyneSettings["classical"] {
  const path = `${CLASSICAL}.methods`;
  const methods = (json.list(path) ?? ["Nelder-Mead"]).map((name, i): ClassicalMethod => {
    const method = METHODS[String(name)];
    if (method === undefined)
      json.fail(`${path}[${i}]`, `one of ${Object.keys(METHODS).join(", ")}`, name);
    if (method === "trust")
      warnings.push(
        `${path}: Gurobi is done as a trust region with exact derivatives, without Gurobi`
      );
    return method;
  });
  const simplex = `${CLASSICAL}.method_options.Nelder-Mead`;
  const isAdaptive = json.boolean(`${simplex}.adaptive`, true);
  if (!isAdaptive)
    warnings.push(`${simplex}.adaptive: ignored, because the simplex is always adaptive`);
  const gurobi = `${CLASSICAL}.method_options.Gurobi`;
  return {
    methods,
    options: {
      "nelder-mead": {
        method: "nelder-mead",
        gates: "v1",
        steps: json.number(`${simplex}.maxiter`, 15_000, {least: 1, isInteger: true}),
        ftol: json.number(`${simplex}.fatol`, 1e-10, {least: 0}),
        xtol: json.number(`${simplex}.xatol`, 1e-10, {least: 0})
      },
      trust: {
        method: "trust",
        steps: json.number(`${gurobi}.max_iterations`, 50, {least: 1, isInteger: true})
      }
    },
    subsampling: readSubsampling(json, CLASSICAL, 100_000, warnings)
  };
}

export function readRobust(json: JsonReader, warnings: string[]): HeterodyneSettings["robust"] {
  const isEnabled = json.boolean(`${ROBUST}.enabled`, true);
  const model = json.oneOf(`${ROBUST}.uncertainty_model`, "wasserstein", [
    "wasserstein",
    "ellipsoidal",
    "scenario"
  ]);
  const from0 = {least: 0};
  const alpha = json.number(`${ROBUST}.regularization_alpha`, 0.01, from0);
  const radius = json.number(`${ROBUST}.uncertainty_radius`, 0.05, from0);
  const count = {least: 2, most: 200, isInteger: true};
  const scenarios = json.number(`${ROBUST}.n_scenarios`, 15, count);
  const of = (method: RobustMethod): string => `${ROBUST}.method_options.${method}`;
  const drawn = json.get(`${of("scenario")}.bootstrap_method`);
  if (drawn !== undefined && drawn !== "residual")
    json.fail(`${of("scenario")}.bootstrap_method`, '"residual"', drawn);
  if (isEnabled && json.get(`${of("ellipsoidal")}.gamma`) !== undefined)
    warnings.push(
      `${of("ellipsoidal")}.gamma: read in noises of an element, not as a part of the data's own norm`
    );
  return {
    // the one that is named comes first
    methods: isEnabled
      ? [model, ...(["wasserstein", "scenario", "ellipsoidal"] as const).filter((m) => m !== model)]
      : [],
    options: {
      wasserstein: {
        method: "wasserstein",
        epsilon: json.number(`${of("wasserstein")}.uncertainty_radius`, radius, from0),
        alpha: json.number(`${of("wasserstein")}.regularization_alpha`, alpha, from0)
      },
      scenario: {
        method: "scenario",
        scenarios: json.number(`${of("scenario")}.n_scenarios`, scenarios, count),
        alpha: json.number(`${of("scenario")}.regularization_alpha`, alpha, from0)
      },
      ellipsoidal: {
        method: "ellipsoidal",
        gamma: json.number(`${of("ellipsoidal")}.gamma`, 0.1, from0),
        alpha: json.number(`${of("ellipsoidal")}.regularization_alpha`, alpha, from0)
      }
    },
    subsampling: readSubsampling(json, ROBUST, 50_000, warnings)
  };
}

function readSubsampling(
  json: JsonReader,
  section: string,
  standard: number,
  warnings: string[]
): Subsampling | undefined {
  const path = `${section}.subsampling`;
  const isEnabled = json.boolean(`${path}.enabled`, false);
  const whole = {least: 1, isInteger: true};
  const points = json.number(`${path}.max_data_points`, standard, whole);
  const every = json.number(`${path}.time_subsample_factor`, 4, whole);
  if (!isEnabled) return undefined;
  warnings.push(
    `${path}: only done where asked for again (--subsample), because all points take seconds here`
  );
  return {points, every};
}
