// Keys of the original that are understood and not acted upon, and why.

/** The longest beginning of a path decides. An empty reason: it only describes, and nothing needs to be said. */
const REASONS: readonly (readonly [string, string])[] = [
  ["metadata", ""],
  ["analysis_settings", ""],
  ["analyzer_parameters.temporal", ""],
  ["analyzer_parameters.scattering", ""],
  ["analyzer_parameters.geometry", ""],
  ["initial_parameters", ""],
  ["parameter_space", ""],
  ["experimental_data", "a file's own keys tell its format"],
  ["experimental_data.preprocessing", "contrast and offset are fitted, so nothing needs to be normalised"],
  ["analyzer_parameters.computational", "threads are the engine's"],
  ["optimization_config.classical_optimization.method_options.Gurobi", "the trust region stops by its own relative tolerances"],
  ["optimization_config.classical_optimization.method_options.Nelder-Mead", "the simplex has no such setting"],
  ["optimization_config.classical_optimization.selection_strategy", "the lowest chi2 is the best"],
  ["optimization_config.classical_optimization.subsampling.angle_subsample_factor", "it would drop whole directions"],
  ["optimization_config.robust_optimization", "worst cases are solved exactly, with exact derivatives and no outside solver"],
  ["optimization_config.robust_optimization.regularization_beta", "a sum of absolute parameters in their units means nothing"],
  ["optimization_config.robust_optimization.memory_limit", "a page does not know the machine's memory: memory_limit_gb counts"],
  ["optimization_config.robust_optimization.subsampling.angle_subsample_factor", "it would drop whole directions"],
  ["optimization_config.scaling_parameters", "contrast and offset are at their best for every angle, without bounds, as in the original"],
  ["advanced_settings", "the engine needs no such setting"],
  ["advanced_settings.numerical_integration", "the original ignores it too: its semantics are sums of samples"],
  ["advanced_settings.chi_squared_calculation", "chi2 is the original's, with 0.1 of the spread as its deviation"],
  ["performance_settings", "there is nothing to compile or to pin here"],
  ["performance_settings.caching", "only frames are cached"],
  ["validation_rules", "data are always checked; quality labels are those of the original's code: 2, 5, 10, 20"],
  ["workflow_integration", "plots are made in notebooks"],
  ["output_settings", "results are written as JSON, NPZ and CSV"],
  ["output_settings.plotting", "plots are made in notebooks"],
  ["output_settings.logging", "messages go to stderr"]
]; // prettier-ignore

/** undefined: it only describes. */
export function explainUnused(path: string): string | undefined {
  const known = REASONS.filter(([begin]) => path === begin || path.startsWith(`${begin}.`));
  if (known.length === 0) return `${path}: unknown, and ignored`;
  const [, reason] = known.reduce((a, b) => (b[0].length > a[0].length ? b : a));
  return reason === "" ? undefined : `${path}: ignored, because ${reason}`;
}
