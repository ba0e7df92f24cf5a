// What this browser (or Node) can do, found by asking it to validate the very modules it would run.

/** The two builds of the kernels. */
export interface KernelBuilds {
  strict: Uint8Array<ArrayBuffer>;
  relaxed: Uint8Array<ArrayBuffer>;
}

/** Which code runs the kernels: a WASM build, or the TypeScript references. */
export type Flavour = "strict" | "relaxed" | "reference";

export interface Features {
  /** WebAssembly SIMD: without it the TypeScript references compute, with the same bits. */
  simd: boolean;
  relaxedSimd: boolean;
  /** shared memory between workers. */
  shared: boolean;
}

export function findFeatures(builds: KernelBuilds): Features {
  const validates = (bytes: Uint8Array<ArrayBuffer>) =>
    typeof WebAssembly === "object" && WebAssembly.validate(bytes);
  const isolated = (globalThis as {crossOriginIsolated?: boolean}).crossOriginIsolated;
  return {
    simd: validates(builds.strict),
    relaxedSimd: validates(builds.relaxed),
    shared: typeof SharedArrayBuffer === "function" && isolated !== false
  };
}

/** Strict numerics never use the relaxed build: its results differ between machines. */
export function toFlavour(features: Features, numerics: "strict" | "fast"): Flavour {
  if (!features.simd) return "reference";
  return numerics === "fast" && features.relaxedSimd ? "relaxed" : "strict";
}
