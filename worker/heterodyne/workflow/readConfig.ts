// `heterodyne.config.read`: the original's configuration, checked key by key.
import {show} from "../../check.ts";
import type {Semantics} from "../types.ts";
import {JsonReader} from "./jsonReader.ts";
import {readClassical, readRobust} from "./readMethods.ts";
import {checkStart, readBounds, readParameters} from "./readParameters.ts";
import {USUAL_FRAMES, type HeterodyneSettings} from "./settings.ts";
import {explainUnused} from "./unusedKeys.ts";

const WHAT = "heterodyne.config.read";
const GB = 1073741824;
const MB = 1048576;

/** Text or what it parses to. */
export function readConfig(source: string | object): HeterodyneSettings {
  const root = parse(source);
  const json = new JsonReader(WHAT, root);
  const warnings: string[] = [];
  const settings: HeterodyneSettings = {
    description: json.text("metadata.description") ?? "",
    files: readFiles(json),
    scan: readScan(json),
    gap: json.number("analyzer_parameters.geometry.stator_rotor_gap", 2e6, {above: 0}),
    ...readParameters(json, warnings),
    ...readBounds(json),
    angles: readAngles(json),
    classical: readClassical(json, warnings),
    robust: readRobust(json, warnings),
    ...readResources(json),
    warnings,
    original: structuredClone(root)
  };
  for (const name of settings.active) checkStart(settings, name, warnings);
  for (const path of json.unread()) {
    const told = explainUnused(path);
    if (told !== undefined) warnings.push(told);
  }
  return settings;
}

function parse(source: unknown): Record<string, unknown> {
  let value = source;
  if (typeof source === "string") {
    try {
      // with the mark that some editors put before it
      value = JSON.parse(source.replace(/^\uFEFF/, ""));
    } catch (error) {
      throw new TypeError(`${WHAT}: expected JSON, got a text with ${(error as Error).message}`);
    }
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new TypeError(`${WHAT}: expected a JSON object, got ${show(value)}`);
  return value as Record<string, unknown>;
}

function readFiles(json: JsonReader): HeterodyneSettings["files"] {
  const folder = json.text("experimental_data.data_folder_path");
  const name = json.text("experimental_data.data_file_name");
  const angleFolder = json.text("experimental_data.phi_angles_path");
  const angleFile = json.text("experimental_data.phi_angles_file");
  const cacheFolder = json.text("experimental_data.cache_file_path");
  const cacheName =
    json.text("experimental_data.cache_filename_template") ??
    "cached_c2_frames_{start_frame}_{end_frame}.npz";
  const {first, last} = readFrames(json);
  const cache = cacheName
    .replaceAll("{start_frame}", String(first))
    .replaceAll("{end_frame}", String(last));
  return {
    data: name === undefined ? undefined : join(folder, name),
    angles: angleFile === undefined ? undefined : join(angleFolder, angleFile),
    cache: cacheFolder === undefined ? undefined : join(cacheFolder, cache),
    results: json.text("output_settings.results_directory") ?? "./heterodyne_results"
  };
}

function join(folder: string | undefined, name: string): string {
  if (folder === undefined || folder === "") return name;
  return folder.endsWith("/") ? folder + name : `${folder}/${name}`;
}

/** From 1, both included, as the original counts. */
function readFrames(json: JsonReader): {first: number; last: number} {
  const path = "analyzer_parameters.temporal";
  const first = json.number(`${path}.start_frame`, USUAL_FRAMES.start_frame, {
    least: 1,
    isInteger: true
  });
  const last = json.number(`${path}.end_frame`, USUAL_FRAMES.end_frame, {
    above: first,
    isInteger: true
  });
  return {first, last};
}

function readScan(json: JsonReader): HeterodyneSettings["scan"] {
  const {first, last} = readFrames(json);
  const apply = json.boolean("experimental_data.preprocessing.apply_diagonal_correction", true);
  const use = json.boolean("advanced_settings.data_loading.use_diagonal_correction", true);
  const semantics: readonly Semantics[] = ["exact", "v1", "v2", "xpcsjax"];
  return {
    q: json.number("analyzer_parameters.scattering.wavevector_q", 0.0054, {above: 0}),
    dt: json.number("analyzer_parameters.temporal.dt", 0.1, {above: 0}),
    frames: [first - 1, last - 1],
    semantics: json.oneOf("cuvette.semantics", "v1", semantics),
    diagonal: apply && use ? "correct" : "keep"
  };
}

function readAngles(json: JsonReader): HeterodyneSettings["angles"] {
  const path = "optimization_config.angle_filtering";
  const isEnabled = json.boolean(`${path}.enabled`, false);
  const fallback = json.boolean(`${path}.fallback_to_all_angles`, true);
  const ranges = json.list(`${path}.target_ranges`)?.map((range, i) => {
    const at = `${path}.target_ranges[${i}]`;
    if (typeof range !== "object" || range === null) json.fail(at, "an object", range);
    const {min_angle, max_angle} = range as Record<string, unknown>;
    const low = json.checkNumber(`${at}.min_angle`, min_angle);
    return [low, json.checkNumber(`${at}.max_angle`, max_angle, {least: low})] as const;
  });
  // the original compares plain numbers
  const wrap = json.boolean("cuvette.wrap_angles", false);
  if (!isEnabled) return undefined;
  const standard = [[-10, 10], [170, 190]] as const; // prettier-ignore
  return {ranges: ranges?.length ? ranges : [...standard], wrap, fallback};
}

function readResources(
  json: JsonReader
): Pick<HeterodyneSettings, "threads" | "memory" | "lowMemory" | "cache"> {
  const path = "analyzer_parameters.computational";
  const threads = json.get(`${path}.num_threads`);
  const isAuto = threads === undefined || threads === "auto";
  const whole = {least: 1, most: 1024, isInteger: true};
  const most = json.get(`${path}.max_threads_limit`);
  const limit =
    most === undefined ? 1024 : json.checkNumber(`${path}.max_threads_limit`, most, whole);
  const caching = "performance_settings.caching";
  const isCached = json.boolean(`${caching}.enable_disk_cache`, true);
  return {
    threads: isAuto
      ? undefined
      : Math.min(json.checkNumber(`${path}.num_threads`, threads, whole), limit),
    memory: Math.round(GB * json.number(`${path}.memory_limit_gb`, 4, {above: 0})),
    lowMemory: json.boolean("performance_settings.memory_management.low_memory_mode", false),
    cache: isCached
      ? Math.round(MB * json.number(`${caching}.cache_size_limit_mb`, 2000, {least: 0}))
      : 0
  };
}
