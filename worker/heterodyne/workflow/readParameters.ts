// The parameters of a configuration: where they start, which of them are fitted, and how far they may go.
import {NAMES} from "../parameters.ts";
import type {HeterodyneName} from "../types.ts";
import type {JsonReader} from "./jsonReader.ts";
import type {HeterodyneSettings, Prior} from "./settings.ts";
import {byName, TEMPLATE} from "./template.ts";

export function readParameters(
  json: JsonReader,
  warnings: string[]
): Pick<HeterodyneSettings, "start" | "active"> {
  const path = "initial_parameters";
  const names = readNames(json, `${path}.parameter_names`) ?? [...NAMES];
  const values = json.list(`${path}.values`);
  if (values && values.length !== names.length)
    json.fail(`${path}.values`, `${names.length} numbers, one a parameter`, values);
  const start = byName((name) => TEMPLATE[name].start);
  values?.forEach((value, i) => {
    start[names[i]] = json.checkNumber(`${path}.values[${i}] (${names[i]})`, value);
  });
  const active = readNames(json, `${path}.active_parameters`);
  if (active && active.length < NAMES.length)
    warnings.push(`${path}.active_parameters: honoured; the original fits all 14 whatever it says`);
  if (active?.includes("f0") && active.includes("f2"))
    warnings.push(
      `${path}.active_parameters: f0 and f2 say the same thing, f0·e^(−f1·f2): their errors will not be known`
    );
  return {start, active: active ?? NAMES.filter((name) => name !== "f2")};
}

function readNames(json: JsonReader, path: string): HeterodyneName[] | undefined {
  const list = json.list(path);
  if (!list) return undefined;
  list.forEach((name, i) => {
    if (!NAMES.includes(name as HeterodyneName))
      json.fail(`${path}[${i}]`, `one of ${NAMES.join(", ")}`, name);
    if (list.indexOf(name) !== i)
      json.fail(`${path}[${i}]`, "a name that was not named before", name);
  });
  if (list.length === 0) json.fail(path, "at least one name", list);
  return list as HeterodyneName[];
}

export function readBounds(json: JsonReader): Pick<HeterodyneSettings, "bounds" | "priors"> {
  const path = "parameter_space.bounds";
  const bounds = byName((name) => TEMPLATE[name].bounds);
  const priors = byName((name): Prior => ({...TEMPLATE[name].prior}));
  json.list(path)?.forEach((row, i) => {
    const at = `${path}[${i}]`;
    if (typeof row !== "object" || row === null) json.fail(at, "an object", row);
    const {name, min, max, type, prior_mu, prior_sigma} = row as Record<string, unknown>;
    if (!NAMES.includes(name as HeterodyneName))
      json.fail(`${at}.name`, `one of ${NAMES.join(", ")}`, name);
    const key = name as HeterodyneName;
    const low = json.checkNumber(`${at}.min (${key})`, min ?? bounds[key][0]);
    const high = json.checkNumber(`${at}.max (${key})`, max ?? bounds[key][1], {above: low});
    bounds[key] = [low, high];
    const {law, mean, sd} = priors[key];
    priors[key] = {
      law: type === undefined ? law : type === "Normal" ? "normal" : "truncated",
      mean: json.checkNumber(`${at}.prior_mu (${key})`, prior_mu ?? mean),
      sd: json.checkNumber(`${at}.prior_sigma (${key})`, prior_sigma ?? sd, {above: 0})
    };
  });
  return {bounds, priors};
}

export function checkStart(
  {start, bounds}: HeterodyneSettings,
  name: HeterodyneName,
  warnings: string[]
): void {
  const [low, high] = bounds[name];
  if (start[name] >= low && start[name] <= high) return;
  warnings.push(
    `initial_parameters.values: ${name} = ${start[name]} lies outside of its bounds [${low}, ${high}], and is moved there`
  );
}
