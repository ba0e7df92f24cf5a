/** What the browser offers of WebGPU. */
export interface GpuOffer {
  present: boolean;
  /** the adapter's name, or what is missing. */
  detail: string;
}

/** Asks for an adapter; never throws. */
export async function findGpu(): Promise<GpuOffer> {
  const gpu = (navigator as {gpu?: GPU}).gpu;
  if (!gpu) return {present: false, detail: "this browser does not offer it"};
  try {
    const adapter = await gpu.requestAdapter();
    if (!adapter) return {present: false, detail: "no graphics processor that it may use"};
    const {vendor, architecture, description} = adapter.info;
    const name = [vendor, architecture].filter(Boolean).join(" ") || description;
    return {present: true, detail: name || "an unnamed adapter"};
  } catch (error) {
    return {present: false, detail: error instanceof Error ? error.message : String(error)};
  }
}
