import {describe, expect, it} from "vitest";
import {config} from "../../../worker/heterodyne/workflow/config.ts";
import {NAMES} from "../../../worker/heterodyne/parameters.ts";

/** The sections and keys of the original's template, with values of their own. */
function makeConfig() {
  return {
    _about: "comments begin with an underscore",
    metadata: {config_version: "1.0.0", description: "a test", analysis_mode: "heterodyne"},
    experimental_data: {
      data_folder_path: "./data/run7/",
      data_file_name: "c2.hdf",
      phi_angles_path: "./data/angles",
      phi_angles_file: "phi_list.txt",
      exchange_key: "exchange",
      cache_file_path: "./cache/",
      cache_filename_template: "c2_{start_frame}_{end_frame}.npz",
      cache_compression: true,
      preprocessing: {apply_diagonal_correction: true, normalize_data: true}
    },
    analyzer_parameters: {
      temporal: {dt: 0.2, dt_unit: "seconds", start_frame: 101, end_frame: 300},
      scattering: {wavevector_q: 0.0054, q_unit: "1/Å", typical_range: [0.001, 0.1]},
      geometry: {stator_rotor_gap: 1500000},
      computational: {num_threads: 24, max_threads_limit: 16, memory_limit_gb: 2, auto_detect_cores: true}
    },
    initial_parameters: {
      values: [7, 900, -0.4, 12, 800, 0.1, 8, 0.2, 1, 0.3, -0.1, 0, 0.2, 5],
      parameter_names: ["v0", "D0_ref", "alpha_ref", "D_offset_ref", "D0_sample", "alpha_sample",
        "D_offset_sample", "beta", "v_offset", "f0", "f1", "f2", "f3", "phi0"], // prettier-ignore
      active_parameters: ["D0_ref", "v0", "phi0"]
    },
    optimization_config: {
      angle_filtering: {
        enabled: true,
        target_ranges: [{min_angle: -10, max_angle: 10}, {min_angle: 260, max_angle: 280}],
        fallback_to_all_angles: false
      },
      classical_optimization: {
        methods: ["Nelder-Mead", "Gurobi"],
        method_options: {
          "Nelder-Mead": {maxiter: 1234, xatol: 1e-9, fatol: 1e-8, adaptive: true},
          Gurobi: {max_iterations: 77, tolerance: 1e-6, time_limit: 1800}
        },
        selection_strategy: "best_chi_squared",
        subsampling: {enabled: true, max_data_points: 1000, time_subsample_factor: 3, angle_subsample_factor: 2}
      },
      robust_optimization: {
        enabled: true,
        uncertainty_model: "ellipsoidal",
        uncertainty_radius: 0.07,
        n_scenarios: 12,
        regularization_alpha: 0.03,
        regularization_beta: 0.001,
        jacobian_epsilon: 1e-6,
        preferred_solver: "CLARABEL",
        solver_settings: {Method: 2},
        memory_limit: 0.9,
        method_options: {
          wasserstein: {regularization_alpha: 0.04},
          scenario: {n_scenarios: 20, bootstrap_method: "residual"},
          ellipsoidal: {gamma: 0.15}
        }
      },
      scaling_parameters: {contrast: {min: 0.05, max: 0.5}}
    },
    parameter_space: {
      bounds: [
        {name: "D0_ref", min: 10, max: 2000, type: "TruncatedNormal", prior_mu: 500, prior_sigma: 100, unit: "Å²/s"},
        {name: "phi0", min: -4, max: 4, type: "Normal", prior_mu: 1, prior_sigma: 2, unit: "degrees"}
      ]
    },
    advanced_settings: {
      data_loading: {use_diagonal_correction: true, vectorized_diagonal_fix: true},
      numerical_integration: {method: "simpson"},
      optimization_controls: {parameter_scaling: "auto"}
    },
    performance_settings: {
      caching: {enable_disk_cache: true, cache_size_limit_mb: 100, auto_cleanup: true},
      memory_management: {low_memory_mode: true, memory_monitoring: true},
      numba_optimization: {enable_numba: true}
    },
    validation_rules: {data_quality: {check_nan_values: true}},
    output_settings: {results_directory: "./out", plotting: {general: {dpi: 300}}}
  }; // prettier-ignore
}

describe("a configuration of the original", () => {
  const settings = config.read(makeConfig());

  it("says what is measured, from frame 0 on", () => {
    expect(settings.scan).toEqual({
      q: 0.0054,
      dt: 0.2,
      frames: [100, 299],
      semantics: "v1",
      diagonal: "correct"
    });
    expect(settings.gap).toBe(1.5e6);
    expect(settings.files).toEqual({
      data: "./data/run7/c2.hdf",
      angles: "./data/angles/phi_list.txt",
      cache: "./cache/c2_101_300.npz",
      results: "./out"
    });
    expect(settings.angles).toEqual({
      ranges: [[-10, 10], [260, 280]], wrap: false, fallback: false
    }); // prettier-ignore
  });

  it("names its parameters in any order", () => {
    expect(settings.start.v0).toBe(7);
    expect(settings.start.D0_ref).toBe(900);
    expect(settings.start.phi0).toBe(5);
    expect(settings.active).toEqual(["D0_ref", "v0", "phi0"]);
    expect(settings.bounds.D0_ref).toEqual([10, 2000]);
    expect(settings.priors.phi0).toEqual({law: "normal", mean: 1, sd: 2});
    // what it leaves out is the template's
    expect(settings.bounds.v0).toEqual([0, 1e4]);
    expect(settings.priors.alpha_ref).toEqual({law: "normal", mean: -1.5, sd: 0.1});
  });

  it("becomes options of fits", () => {
    const {classical, robust} = settings;
    expect(classical.methods).toEqual(["nelder-mead", "trust"]);
    expect(classical.options["nelder-mead"]).toEqual({
      method: "nelder-mead", gates: "v1", steps: 1234, ftol: 1e-8, xtol: 1e-9
    }); // prettier-ignore
    expect(classical.options.trust).toEqual({method: "trust", steps: 77});
    expect(classical.subsampling).toEqual({points: 1000, every: 3});
    expect(robust.methods).toEqual(["ellipsoidal", "wasserstein", "scenario"]);
    expect(robust.options).toEqual({
      wasserstein: {method: "wasserstein", epsilon: 0.07, alpha: 0.04},
      scenario: {method: "scenario", scenarios: 20, alpha: 0.03},
      ellipsoidal: {method: "ellipsoidal", gamma: 0.15, alpha: 0.03}
    });
    expect(robust.subsampling).toBeUndefined();
  });

  it("has its limits honoured", () => {
    expect(settings.threads).toBe(16);
    expect(settings.memory).toBe(2 * 1073741824);
    expect(settings.lowMemory).toBe(true);
    expect(settings.cache).toBe(100 * 1048576);
  });

  it("is told what is ignored, by path, once for a whole branch", () => {
    const {warnings} = settings;
    const has = (pattern: RegExp) => expect(warnings.join("\n")).toMatch(pattern);
    has(/^advanced_settings.numerical_integration: ignored, because the original ignores it too/m);
    has(/^optimization_config.robust_optimization.solver_settings: ignored, because worst cases/m);
    has(/^optimization_config.robust_optimization.memory_limit: ignored.*memory_limit_gb counts$/m);
    has(/^initial_parameters.active_parameters: honoured/m);
    has(/^initial_parameters.values: phi0 = 5 lies outside of its bounds \[-4, 4\]/m);
    has(/^validation_rules: ignored/m);
    has(/^output_settings.plotting: ignored, because plots are made in notebooks$/m);
    has(/subsample factor|subsampling: only done where asked for again/);
    expect(warnings.filter((text) => text.startsWith("validation_rules"))).toHaveLength(1);
    expect(warnings.join("\n")).not.toMatch(/unknown|metadata|_about|dt_unit|q_unit/);
  });

  it("comes back as it was, and reads the same", () => {
    const original = makeConfig();
    const written = config.write(settings) as ReturnType<typeof makeConfig>;
    expect(written._about).toBe(original._about);
    expect(written.output_settings).toEqual(original.output_settings);
    expect(written.optimization_config.robust_optimization.solver_settings).toEqual({Method: 2});
    expect(written.experimental_data).toEqual({
      ...original.experimental_data,
      phi_angles_path: "./data/angles/"
    });
    expect(written.analyzer_parameters.temporal).toEqual(original.analyzer_parameters.temporal);
    expect(written.parameter_space.bounds).toHaveLength(14);
    const {original: _, warnings: __, ...again} = config.read(JSON.stringify(written));
    const {original: ___, warnings: ____, ...before} = settings;
    expect(again).toEqual(before);
  });

  it("keeps what only this engine has: semantics, and angles that wrap", () => {
    const own = structuredClone(settings);
    own.scan.semantics = "exact";
    own.angles!.wrap = true;
    own.start.v0 = 55;
    const again = config.read(config.write(own));
    expect(again.scan.semantics).toBe("exact");
    expect(again.angles!.wrap).toBe(true);
    expect(again.start.v0).toBe(55);
    again.scan.semantics = "v1";
    again.angles!.wrap = false;
    const usual = config.read(config.write(again));
    expect(usual.scan.semantics).toBe("v1");
    expect(usual.angles!.wrap).toBe(false);
  });
});

it("the name of a cache follows the frames", () => {
  const read = config.read({experimental_data: {cache_file_path: "/c"}});
  expect(read.files.cache).toBe("/c/cached_c2_frames_1_1000.npz");
  const later = {...read, scan: {...read.scan, frames: [1000, 1999] as const}};
  expect(config.read(config.write(later)).files.cache).toBe("/c/cached_c2_frames_1001_2000.npz");
});

describe("the plan of a configuration", () => {
  const settings = config.read(makeConfig());
  const wish = {frames: 200, angles: 4, kind: "classical"} as const;

  it("thins where it is asked to, and where the memory would not do", () => {
    expect(config.plan(settings, wish).every).toBe(1);
    // 4·67² points are left of every third frame: 5 times as few
    expect(config.plan(settings, {...wish, subsample: true}).every).toBe(15);
    expect(config.plan(settings, {...wish, kind: "robust", subsample: true}).every).toBe(1);
    const small = {...settings, memory: 1.5e6};
    // 1,280,000 bytes of data and, of every third frame, 215,472
    expect(config.plan(small, wish).every).toBe(3);
    expect(config.plan(small, wish).estimate.total).toBeLessThanOrEqual(1.5e6);
    expect(() => config.plan({...small, lowMemory: false}, wish)).toThrow(
      /^heterodyne.config.plan: expected at most 1500000 bytes/
    );
  });
});

describe("an empty configuration", () => {
  it("is the original's template", () => {
    const settings = config.read("{}");
    expect(NAMES.map((name) => settings.start[name])).toEqual([
      100, 0, 10, 100, 0, 10, 1, 0, 0, 0.25, 0.25, 0.25, 0.25, 0
    ]);
    expect(settings.active).toEqual(NAMES.filter((name) => name !== "f2"));
    expect(settings.angles).toBeUndefined();
    expect(settings.classical.methods).toEqual(["nelder-mead"]);
    expect(settings.classical.options["nelder-mead"].steps).toBe(15000);
    expect(settings.threads).toBeUndefined();
    expect(settings.warnings).toEqual([]);
  });
});

it("a configuration is read behind the mark that some editors put before a text", () => {
  expect(config.read("\uFEFF{}").warnings).toEqual([]);
});

describe("a wrong configuration", () => {
  const wrong: [string, unknown, RegExp][] = [
    ["a section that is a list", {analyzer_parameters: []}, /expected analyzer_parameters as an object, got an array/],
    ["text that is no JSON", "{", /config.read: expected JSON, got a text with/],
    ["a list", [], /expected a JSON object, got an array/],
    ["a text for a number", {analyzer_parameters: {temporal: {dt: "0.1"}}}, /expected analyzer_parameters.temporal.dt as a number above 0, got "0.1"/],
    ["a time of 0", {analyzer_parameters: {temporal: {dt: 0}}}, /temporal.dt as a number above 0, got 0/],
    ["frames backwards", {analyzer_parameters: {temporal: {start_frame: 9, end_frame: 9}}}, /end_frame as a whole number above 9, got 9/],
    ["half a frame", {analyzer_parameters: {temporal: {start_frame: 1.5}}}, /start_frame as a whole number from 1 up, got 1.5/],
    ["a section that is none", {analyzer_parameters: 3}, /expected analyzer_parameters as an object, got 3/],
    ["13 values", {initial_parameters: {values: new Array<number>(13).fill(1)}}, /initial_parameters.values as 14 numbers, one a parameter, got an array of length 13/],
    ["a value that is none", {initial_parameters: {values: [null, ...new Array<number>(13).fill(1)]}}, /initial_parameters.values\[0\] \(D0_ref\) as a number, got null/],
    ["an unknown parameter", {initial_parameters: {active_parameters: ["D0"]}}, /active_parameters\[0\] as one of D0_ref, .*got "D0"/],
    ["a parameter twice", {initial_parameters: {active_parameters: ["v0", "v0"]}}, /active_parameters\[1\] as a name that was not named before, got "v0"/],
    ["bounds upside down", {parameter_space: {bounds: [{name: "f1", min: 1, max: 0}]}}, /bounds\[0\].max \(f1\) as a number above 1, got 0/],
    ["an unknown method", {optimization_config: {classical_optimization: {methods: ["BFGS"]}}}, /methods\[0\] as one of Nelder-Mead, Gurobi, got "BFGS"/],
    ["an unknown model of doubt", {optimization_config: {robust_optimization: {uncertainty_model: "cvar"}}}, /uncertainty_model as one of "wasserstein", "ellipsoidal", "scenario", got "cvar"/],
    ["a range without end", {optimization_config: {angle_filtering: {target_ranges: [{min_angle: 5}]}}}, /target_ranges\[0\].max_angle as a number from 5 up, got undefined/]
  ]; // prettier-ignore
  it.each(wrong)("with %s is refused by path and value", (_, source, message) => {
    expect(() => config.read(source as object)).toThrow(message);
  });

  it("with an unknown key is read, with a warning", () => {
    const {warnings} = config.read({optimization_config: {classical_optimisation: {}}});
    expect(warnings).toEqual(["optimization_config.classical_optimisation: unknown, and ignored"]);
  });
});
