// The command's work over the library's own parts, in this process: what starts an engine is three lines.
import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, describe, expect, it} from "vitest";
import {toStreamWords} from "../../kernels-as/random/counter.ts";
import {normal} from "../../kernels-as/random/normal/reference.ts";
import {load} from "../../worker/heterodyne/data/load.ts";
import {save} from "../../worker/heterodyne/data/save.ts";
import {makeFit} from "../../worker/heterodyne/fit/fit.ts";
import {makeRobust} from "../../worker/heterodyne/robust/robust.ts";
import {makeSynthesize} from "../../worker/heterodyne/scan/synthesize.ts";
import {config} from "../../worker/heterodyne/workflow/config.ts";
import {makeExport} from "../../worker/heterodyne/workflow/results.ts";
import type {HeterodyneDoor} from "../../web/headless/heterodyneDoor.ts";
import {readHeterodyneCommand} from "../../web/headless/heterodyneOptions.ts";
import {runHeterodyne, simulateHeterodyne} from "../../web/headless/heterodyneRun.ts";
import {hooks, START, TRUTH} from "../heterodyne/robust/makeCase.ts";

const folder = mkdtempSync(join(tmpdir(), "cuvette-heterodyne-"));
afterAll(() => rmSync(folder, {recursive: true, force: true}));
const at = (...names: string[]) => join(folder, ...names);
const readJson = (...names: string[]) =>
  JSON.parse(readFileSync(at(...names), "utf8")) as Record<string, unknown>;

const random = {
  normal(n: number, {seed = 1, stream = 0, mean = 0, sd = 1} = {}) {
    const y = new Float64Array(n);
    normal({y, mean, sd, ...toStreamWords(seed, stream, "normal")}, 0, n);
    return Promise.resolve(y);
  }
};
const door: HeterodyneDoor = {
  config,
  load,
  save,
  fit: makeFit(hooks),
  robust: makeRobust(hooks),
  export: makeExport({version: "1"}),
  synthesize: makeSynthesize({random})
};

const names = Object.keys(config.read("{}").start);
/** `theta`: by place. */
function writeConfig(name: string, theta: readonly number[], changes: object = {}): string {
  const path = at(name);
  const text = {
    analyzer_parameters: {
      temporal: {dt: 0.1, start_frame: 1, end_frame: 24},
      scattering: {wavevector_q: 0.0054}
    },
    experimental_data: {
      data_file_name: at("data.npz"),
      preprocessing: {apply_diagonal_correction: false}
    },
    initial_parameters: {values: theta, active_parameters: ["v0", "beta", "phi0"]},
    parameter_space: {
      bounds: names.map((name) => ({name, min: -1e4, max: 1e4}))
    },
    output_settings: {results_directory: at("out")},
    ...changes
  };
  writeFileSync(path, JSON.stringify(text));
  return path;
}

const command = (...args: string[]) => {
  const read = readHeterodyneCommand(args);
  if (read.verb !== "fit") throw new Error("a fit was expected");
  return read;
};
const simulation = (...args: string[]) => {
  const read = readHeterodyneCommand(["simulate", ...args]);
  if (read.verb !== "simulate") throw new Error("a simulation was expected");
  return read;
};

describe("cuvette heterodyne", () => {
  it("simulates what a configuration says, and fits it, every method in its folder", async () => {
    const truth = writeConfig("truth.json", TRUTH);
    const simulated = await simulateHeterodyne(
      simulation("--config", truth, "--out", at("data.npz"), "--phi-angles", "0, 45,90",
        "--contrast", "0.3", "--offset", "1", "--noise", "0.005", "--seed", "5"),
      door,
      () => {}
    ); // prettier-ignore
    expect(simulated.text).toContain("3 angles, 24 frames");

    const lines: string[] = [];
    const path = writeConfig("c.json", START, {
      optimization_config: {
        classical_optimization: {methods: ["Nelder-Mead", "Gurobi"], method_options: {
          "Nelder-Mead": {maxiter: 60}
        }},
        robust_optimization: {n_scenarios: 3}
      },
      unheard_of: 1
    }); // prettier-ignore
    const {text, isFailure} = await runHeterodyne(
      command("--config", path, "--method", "all", "--json"),
      door,
      (line) => lines.push(line)
    );
    expect(isFailure).toBe(false);
    expect(lines.join("\n")).toMatch(/^unheard_of: unknown, and ignored$/m);
    expect(lines.join("\n")).toMatch(/^trust_region: converged, reduced chi2 /m);

    const summary = JSON.parse(text) as {best: string; methods: Record<string, unknown>[]};
    expect(summary.methods.map(({kind, method, status}) => [kind, method, status])).toEqual([
      ["classical", "nelder_mead", "maxSteps"],
      ["classical", "trust_region", "converged"],
      ["robust", "wasserstein", "converged"],
      ["robust", "scenario", "converged"],
      ["robust", "ellipsoidal", "converged"]
    ]);
    expect(summary.methods.map(({method}) => method)).toContain(summary.best);
    expect(readJson("out", "heterodyne_analysis_results.json")).toEqual(summary);
    const classical = readJson("out", "classical", "all_classical_methods_summary.json");
    expect(classical.best).toBe("trust_region");
    for (const file of ["analysis_results_scenario.json", "parameters.json", "fitted_data.npz", "g2.csv"])
      expect(existsSync(at("out", "robust", "scenario", file))).toBe(true); // prettier-ignore

    const result = readJson(
      "out",
      "classical",
      "trust_region",
      "analysis_results_trust_region.json"
    );
    expect(result.provenance).toMatchObject({
      method: "trust_region",
      semantics: "v1",
      seed: 1,
      inputs: ["data.npz", "c.json"],
      options: {method: "trust", subsample: 1, active: ["v0", "beta", "phi0"]}
    });
    type Row = {value: number; error: number};
    const parameters = readJson("out", "classical", "trust_region", "parameters.json") as Record<
      string,
      Row
    >;
    // only what is active may differ from the start
    expect(parameters.D0_ref.value).toBe(START[0]);
    expect(parameters.v0.value).not.toBe(START[6]);
    expect(parameters.v0.error).toBeGreaterThan(0);
  });

  it("says with status 1 that no fit came to an end", async () => {
    const path = writeConfig("far.json", [0, ...START.slice(1)]);
    const lines: string[] = [];
    // the original's gates are infinite at D0 = 0
    const {text, isFailure} = await runHeterodyne(
      command("--config", path, "--out", at("far")),
      door,
      (line) => lines.push(line)
    );
    expect(lines.join("\n")).toMatch(/^nelder_mead: chi2 is not finite at the start/m);
    expect(existsSync(at("far", "classical", "nelder_mead"))).toBe(false);
    expect(isFailure).toBe(true);
    expect(text).toMatch(/classical\/nelder_mead +nonfinite/);
    expect(text).toContain("best: none");
  });

  it.each(["v1", "v2"])("fits what it simulated of later frames: %s", async (semantics) => {
    const path = writeConfig("late.json", TRUTH, {
      analyzer_parameters: {
        temporal: {dt: 0.1, start_frame: 101, end_frame: 124},
        scattering: {wavevector_q: 0.0054}
      },
      optimization_config: {classical_optimization: {methods: ["Gurobi"]}}
    });
    const shared = ["--config", path, "--semantics", semantics];
    await simulateHeterodyne(simulation(...shared, "--out", at("late.npz")), door, () => {});
    const asked = command(...shared, "--data", at("late.npz"), "--out", at("late"), "--json");
    const {text} = await runHeterodyne(asked, door, () => {});
    const {methods} = JSON.parse(text) as {methods: {chi_squared: number}[]};
    expect(methods[0].chi_squared).toBeLessThan(1e-9);
  });

  it("names a file of data that is not there", async () => {
    const path = writeConfig("gone.json", START);
    for (const gone of [at("gone.npz"), folder])
      await expect(
        runHeterodyne(command("--config", path, "--data", gone), door, () => {})
      ).rejects.toThrow(
        `expected a file of correlations, got ${gone} (--data), where there is none`
      );
  });

  it("names what cannot be read, or written before it has fitted", async () => {
    const path = writeConfig("refused.json", START);
    writeFileSync(at("taken"), "no folder");
    let fits = 0;
    const counting: HeterodyneDoor = {
      ...door,
      fit(...asked) {
        fits++;
        return door.fit(...asked);
      }
    };
    const refused = (...args: string[]) =>
      runHeterodyne(command(...args), counting, () => {}).then(
        () => "no refusal",
        (error: Error) => error.message
      );
    expect(await refused("--config", at("none.json"))).toContain(
      `got ${at("none.json")} (--config): there is no such file`
    );
    expect(await refused("--config", folder)).toContain(`${folder} (--config): it is a folder`);
    expect(await refused("--config", path, "--out", at("taken"))).toContain(
      `expected a folder that can be written, got ${at("taken")} (--out): it is a file`
    );
    expect(fits).toBe(0);
  });

  it("simulates into a folder that was not there", async () => {
    const path = writeConfig("deep.json", TRUTH);
    const out = at("new", "deep", "x.npz");
    await simulateHeterodyne(simulation("--config", path, "--out", out), door, () => {});
    expect(existsSync(out)).toBe(true);
  });

  it("speaks of the configuration's keys where the data do not fit it", async () => {
    const analyzer_parameters = (start_frame: number, end_frame: number, more = {}) => ({
      analyzer_parameters: {temporal: {dt: 0.1, start_frame, end_frame}, ...more}
    });
    const refused = (changes: object) =>
      runHeterodyne(command("--config", writeConfig("keys.json", START, changes)), door, () => {})
        .then(() => "no refusal", (error: Error) => error.message); // prettier-ignore
    expect(await refused(analyzer_parameters(1, 1000))).toMatch(
      /\(analyzer_parameters\.temporal: start_frame and end_frame, from 1\)$/
    );
    const computational = {memory_limit_gb: 1e-6};
    expect(await refused(analyzer_parameters(1, 24, {computational}))).toMatch(
      /\(analyzer_parameters\.computational\.memory_limit_gb\)$/
    );
    const scan = await load(new Blob([readFileSync(at("data.npz"))]));
    const {writeNpz} = await import("../../worker/heterodyne/data/writeNpy.ts");
    const c2_exp = {data: scan.data[0], shape: [24, 24]};
    writeFileSync(at("bare.npz"), writeNpz({c2_exp}));
    const bare = (more: object) => ({
      experimental_data: {data_file_name: at("bare.npz"), ...more}
    });
    expect(await refused(bare({}))).toMatch(/\(experimental_data\.phi_angles_file: none\)$/);
    expect(await refused(bare({phi_angles_file: at("gone.txt")}))).toContain(
      `got ${at("gone.txt")} (experimental_data.phi_angles_file): there is no such file`
    );
    writeFileSync(at("two.txt"), "0 45 90");
    expect(await refused(bare({phi_angles_file: at("two.txt")}))).toMatch(
      /got 3 \(experimental_data\.phi_angles_file: .*two\.txt\)$/
    );
  });

  it("takes fewer frames where it was told to, or where the memory would not do", async () => {
    const thinned = {enabled: true, max_data_points: 500, time_subsample_factor: 2};
    const path = writeConfig("thin.json", START, {
      optimization_config: {
        classical_optimization: {methods: ["Gurobi"], subsampling: thinned}
      }
    });
    const optionsOf = async (...args: string[]) => {
      await runHeterodyne(command(...args, "--out", at("thin")), door, () => {});
      const found = readJson(
        "thin",
        "classical",
        "trust_region",
        "analysis_results_trust_region.json"
      );
      return (found.provenance as {options: {subsample: number}}).options.subsample;
    };
    expect(await optionsOf("--config", path)).toBe(1);
    expect(await optionsOf("--config", path, "--subsample")).toBe(2);
    // 3 × 24² doubles and half of that again are 20,736 bytes
    const computational = {memory_limit_gb: 20_000 / 1073741824};
    const analyzer_parameters = {
      computational,
      temporal: {dt: 0.1, start_frame: 1, end_frame: 24}
    };
    const small = writeConfig("small.json", START, {analyzer_parameters});
    await expect(optionsOf("--config", small)).rejects.toThrow(
      /heterodyne.config.plan: expected at most 20000 bytes \(memory_limit_gb\), got 20736 of 24 frames/
    );
  });

  it.each([
    [1, 24],
    [101, 124]
  ])("reads the angles beside a file of frames %d to %d", async (start_frame, end_frame) => {
    writeFileSync(at("angles.txt"), "0.000000\n45.000000\n90.000000\n");
    const {writeNpz} = await import("../../worker/heterodyne/data/writeNpy.ts");
    const scan = await load(new Blob([readFileSync(at("data.npz"))]));
    const c2 = new Float64Array(3 * 24 * 24);
    scan.data.forEach((matrix, k) => c2.set(matrix, k * 24 * 24));
    writeFileSync(at("core.npz"), writeNpz({c2_exp: {data: c2, shape: [3, 24, 24]}}));
    const path = writeConfig("core.json", START, {
      analyzer_parameters: {temporal: {dt: 0.1, start_frame, end_frame}},
      experimental_data: {data_file_name: at("core.npz"), phi_angles_file: at("angles.txt")},
      optimization_config: {classical_optimization: {methods: ["Gurobi"]}}
    });
    const {isFailure} = await runHeterodyne(
      command("--config", path, "--out", at("core")),
      door,
      () => {}
    );
    expect(isFailure).toBe(false);
    const {angles} = readJson(
      "core",
      "classical",
      "trust_region",
      "analysis_results_trust_region.json"
    );
    expect((angles as {phi: number}[]).map(({phi}) => phi)).toEqual([0, 45, 90]);
  });

  it("caches the frames of an HDF5 file, within the limit, and reads them from there", async () => {
    const scan = await load(new Blob([readFileSync(at("data.npz"))]));
    let loads = 0;
    const reading: HeterodyneDoor = {
      ...door,
      load(file, options) {
        loads++;
        if ((file as File).name !== "raw.hdf") return load(file, options);
        expect(options!.frames).toEqual([0, 23]);
        return Promise.resolve({...scan, semantics: "v1", format: "aps-u"});
      }
    };
    writeFileSync(at("raw.hdf"), "stands for a file");
    const fit = async (limit: number, out: string[]) => {
      const path = writeConfig("cached.json", START, {
        experimental_data: {data_file_name: at("raw.hdf"), cache_file_path: folder},
        performance_settings: {caching: {cache_size_limit_mb: limit}},
        optimization_config: {classical_optimization: {methods: ["Gurobi"]}}
      });
      await runHeterodyne(command("--config", path, "--out", at("cached")), reading, (line) =>
        out.push(line)
      );
      return out.join("\n");
    };
    const cache = at("cached_c2_frames_1_24.npz");
    expect(await fit(0.01, [])).toMatch(/not written, \d+ bytes are more than cache_size_limit_mb/);
    expect(existsSync(cache)).toBe(false);
    expect(await fit(10, [])).toContain(`${cache}: the frames are cached`);
    expect(existsSync(cache)).toBe(true);
    loads = 0;
    expect(await fit(10, [])).toContain(`${cache}: the cache is read`);
    expect(loads).toBe(1);

    const other = writeConfig("cached.json", START, {
      analyzer_parameters: {
        temporal: {dt: 0.1, start_frame: 1, end_frame: 24},
        scattering: {wavevector_q: 0.0108}
      },
      experimental_data: {data_file_name: at("raw.hdf"), cache_file_path: folder},
      optimization_config: {classical_optimization: {methods: ["Gurobi"]}}
    });
    const told: string[] = [];
    await runHeterodyne(command("--config", other, "--out", at("cached")), reading, (line) =>
      told.push(line)
    );
    expect(told.join("\n")).toContain(`${cache}: q of 0.0054, not 0.0108: the cache is left alone`);
    expect(loads).toBe(3);
  });
});
