import {say} from "../say.ts";

/** What the browser offers of WebGPU. */
export interface GpuOffer {
  present: boolean;
  /** the adapter's name, or what is missing. */
  detail: string;
}

/** Asks for an adapter; never throws. */
export async function findGpu(): Promise<GpuOffer> {
  const gpu = (navigator as {gpu?: GPU}).gpu;
  if (!gpu) return {present: false, detail: say("machine.gpuMissing")};
  try {
    const adapter = await gpu.requestAdapter();
    if (!adapter) return {present: false, detail: say("machine.gpuNone")};
    const {vendor, architecture, description} = adapter.info;
    const name = [vendor, architecture].filter(Boolean).join(" ") || description;
    return {present: true, detail: name || say("machine.gpuUnnamed")};
  } catch (error) {
    return {present: false, detail: error instanceof Error ? error.message : String(error)};
  }
}
