// `heterodyne.config.write`: settings as the original's configuration.
import {NAMES, toTheta} from "../parameters.ts";
import {checkRecord} from "../scan/asked.ts";
import {USUAL_FRAMES, type HeterodyneSettings, type Subsampling} from "./settings.ts";
import {TEMPLATE} from "./template.ts";

type Json = Record<string, unknown>;

const WHAT = "heterodyne.config.write";
const GB = 1073741824;
const MB = 1048576;

/** What the configuration had besides stays as it stood. */
export function writeConfig(settings: HeterodyneSettings): Json {
  checkRecord(WHAT, "the settings", settings);
  toTheta(WHAT, settings.start, "start");
  const {description, scan, gap, threads, memory, lowMemory, cache} = settings;
  const [first, last] = scan.frames;
  const isCorrected = scan.diagonal === "correct";
  const fresh: Json = {
    metadata: {description, analysis_mode: "heterodyne"},
    experimental_data: {
      ...toFiles(settings.files, [`_${first + 1}_${last + 1}`, rangeOf(settings.original)]),
      preprocessing: {apply_diagonal_correction: isCorrected}
    },
    analyzer_parameters: {
      temporal: {dt: scan.dt, start_frame: first + 1, end_frame: last + 1},
      scattering: {wavevector_q: scan.q},
      geometry: {stator_rotor_gap: gap},
      computational: {
        num_threads: threads ?? "auto",
        memory_limit_gb: memory / GB
      }
    },
    initial_parameters: {
      values: NAMES.map((name) => settings.start[name]),
      parameter_names: [...NAMES],
      active_parameters: [...settings.active]
    },
    optimization_config: {
      angle_filtering: toFilter(settings.angles),
      classical_optimization: toClassical(settings.classical),
      robust_optimization: toRobust(settings.robust)
    },
    parameter_space: {bounds: toBounds(settings)},
    advanced_settings: {data_loading: {use_diagonal_correction: isCorrected}},
    performance_settings: {
      caching: {enable_disk_cache: cache > 0, ...(cache > 0 && {cache_size_limit_mb: cache / MB})},
      memory_management: {low_memory_mode: lowMemory}
    },
    output_settings: {results_directory: settings.files.results},
    ...toOwn(settings)
  };
  return merge(structuredClone(settings.original ?? {}), fresh);
}

/** What the original has no words for: where it is not as usual, or was not. */
function toOwn({scan, angles, original}: HeterodyneSettings): Json {
  const before = (original?.cuvette ?? {}) as Json;
  const own = {
    ...((scan.semantics !== "v1" || "semantics" in before) && {semantics: scan.semantics}),
    ...((angles?.wrap || "wrap_angles" in before) && {wrap_angles: angles?.wrap ?? false})
  };
  return Object.keys(own).length > 0 ? {cuvette: own} : {};
}

/** How the name of a cache said its frames when it was read. */
function rangeOf(original: HeterodyneSettings["original"]): string {
  const analyzer = original?.analyzer_parameters as {temporal?: Json} | undefined;
  const {start_frame, end_frame} = {...USUAL_FRAMES, ...analyzer?.temporal};
  return `_${start_frame}_${end_frame}`;
}

/** `ranges`: how the name of a cache may say its frames. */
function toFiles({data, angles, cache}: HeterodyneSettings["files"], ranges: string[]): Json {
  const range = ranges.find((one) => cache?.includes(one)) ?? ranges[0];
  const template = cache?.replace(range, "_{start_frame}_{end_frame}");
  return {
    ...(data !== undefined && split(data, "data_folder_path", "data_file_name")),
    ...(angles !== undefined && split(angles, "phi_angles_path", "phi_angles_file")),
    ...(template !== undefined && split(template, "cache_file_path", "cache_filename_template"))
  };
}

function split(path: string, folder: string, name: string): Json {
  const at = path.lastIndexOf("/") + 1;
  return {[folder]: path.slice(0, at), [name]: path.slice(at)};
}

function toFilter(angles: HeterodyneSettings["angles"]): Json {
  if (!angles) return {enabled: false};
  return {
    enabled: true,
    target_ranges: angles.ranges.map(([min_angle, max_angle]) => ({min_angle, max_angle})),
    fallback_to_all_angles: angles.fallback
  };
}

function toClassical({methods, options, subsampling}: HeterodyneSettings["classical"]): Json {
  const {steps, ftol, xtol} = options["nelder-mead"];
  return {
    methods: methods.map((method) => (method === "trust" ? "Gurobi" : "Nelder-Mead")),
    method_options: {
      "Nelder-Mead": {maxiter: steps, fatol: ftol, xatol: xtol},
      Gurobi: {max_iterations: options.trust.steps}
    },
    subsampling: toThinning(subsampling)
  };
}

function toRobust({methods, options, subsampling}: HeterodyneSettings["robust"]): Json {
  const {wasserstein, scenario, ellipsoidal} = options;
  return {
    enabled: methods.length > 0,
    uncertainty_model: methods[0] ?? "wasserstein",
    method_options: {
      wasserstein: {
        uncertainty_radius: wasserstein.epsilon,
        regularization_alpha: wasserstein.alpha
      },
      scenario: {n_scenarios: scenario.scenarios, regularization_alpha: scenario.alpha},
      ellipsoidal: {gamma: ellipsoidal.gamma, regularization_alpha: ellipsoidal.alpha}
    },
    subsampling: toThinning(subsampling)
  };
}

function toThinning(wish: Subsampling | undefined): Json {
  if (!wish) return {enabled: false};
  return {enabled: true, max_data_points: wish.points, time_subsample_factor: wish.every};
}

function toBounds({bounds, priors, original}: HeterodyneSettings): Json[] {
  const rows = (original?.parameter_space as {bounds?: Json[]} | undefined)?.bounds ?? [];
  return NAMES.map((name) => ({
    unit: TEMPLATE[name].unit,
    ...rows.find((row) => row.name === name),
    name,
    min: bounds[name][0],
    max: bounds[name][1],
    type: priors[name].law === "normal" ? "Normal" : "TruncatedNormal",
    prior_mu: priors[name].mean,
    prior_sigma: priors[name].sd
  }));
}

function merge(into: Json, from: Json): Json {
  for (const [key, value] of Object.entries(from)) {
    const before = into[key];
    into[key] = isRecord(before) && isRecord(value) ? merge(before, value) : value;
  }
  return into;
}

function isRecord(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
