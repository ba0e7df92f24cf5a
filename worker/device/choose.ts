// Which device runs a kernel, and why: the reason is kept with the result.
import type {DeviceWish, Numerics, Stats} from "../api.ts";

export interface Wish {
  kernel: string;
  /** what the caller asked for. */
  device: DeviceWish;
  numerics: Numerics;
  /** whether the kernel has a GPU twin. */
  hasTwin: boolean;
  /** length of the iteration axis. */
  n: number;
  /** bytes that would cross to the GPU and back. */
  bytes: number;
}

/** What there is. */
export interface Capabilities {
  /** WebAssembly SIMD, without which the TypeScript references compute. */
  simd: boolean;
  gpu: {available: boolean; why: string};
}

/** What was measured here, in this session. */
export interface MeasuredCosts {
  /** nanoseconds per index with all lanes, for this kernel; undefined before its first run. */
  wasmNsPerIndex?: number;
  gpu?: {
    /** milliseconds of a call with next to no data. */
    launchMs: number;
    nsPerByte: number;
    /** nanoseconds per index, of this kernel if it has run there, else of a light one. */
    nsPerIndex: number;
  };
}

export interface Choice {
  device: Stats["device"];
  /** a sentence for people. */
  why: string;
  /** whether every machine computes these bits. */
  reproducible: boolean;
}

/** How much faster the GPU must promise to be: measured costs are rough, and f32 is a price. */
const ADVANTAGE = 1.5;

export function choose(wish: Wish, here: Capabilities, costs: MeasuredCosts = {}): Choice {
  if (wish.device === "gpu") return byName(wish, here);
  if (wish.device === "reference") return reference("asked for by name");
  if (!here.simd) return reference("no WebAssembly SIMD here");
  if (wish.device === "wasm") return wasm(wish, "asked for by name");
  if (wish.numerics === "strict") {
    return wasm(wish, "strict numerics: the same bits on every machine, which no GPU promises");
  }
  if (!wish.hasTwin) return wasm(wish, `${wish.kernel} has no GPU twin`);
  if (!here.gpu.available) return wasm(wish, `no GPU: ${here.gpu.why}`);
  return byCost(wish, costs);
}

/** The GPU by name: in either numerics, but never as a result that others could verify. */
function byName(wish: Wish, here: Capabilities): Choice {
  const missing = !wish.hasTwin
    ? `${wish.kernel} has no GPU twin`
    : here.gpu.available
      ? undefined
      : `no GPU: ${here.gpu.why}`;
  if (missing === undefined) {
    return {device: "gpu", why: "asked for by name; computed in f32", reproducible: false};
  }
  const why = `the GPU was asked for, but ${missing}`;
  return here.simd ? wasm(wish, why) : reference(why);
}

function byCost(wish: Wish, {wasmNsPerIndex, gpu}: MeasuredCosts): Choice {
  if (gpu === undefined) return wasm(wish, "the GPU's costs are not measured yet");
  if (wasmNsPerIndex === undefined) {
    return wasm(wish, `${wish.kernel} has not been timed on the CPU yet`);
  }
  const wasmMs = (wasmNsPerIndex * wish.n) / 1e6;
  const gpuMs = gpu.launchMs + (gpu.nsPerByte * wish.bytes + gpu.nsPerIndex * wish.n) / 1e6;
  const figures = `expected ${toText(gpuMs)} ms on the GPU, ${toText(wasmMs)} ms on the CPU`;
  if (gpuMs * ADVANTAGE >= wasmMs) return wasm(wish, figures);
  return {device: "gpu", why: figures, reproducible: false};
}

function wasm({numerics}: Wish, why: string): Choice {
  return {device: "wasm", why, reproducible: numerics === "strict"};
}

/** The references compute the strict bits, whatever the numerics. */
function reference(why: string): Choice {
  return {device: "reference", why, reproducible: true};
}

function toText(ms: number): string {
  return ms < 100 ? ms.toPrecision(2) : ms.toFixed(0);
}
