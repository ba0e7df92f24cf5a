import {say} from "../say.ts";

/** There is nothing to compute on, and why. */
export class GpuMissing extends Error {
  override readonly name = "GpuMissing";
}

/** Limits that matter to kernels: the adapter's own values are asked for, not the timid defaults. */
const LIMITS = [
  "maxBufferSize",
  "maxStorageBufferBindingSize",
  "maxStorageBuffersPerShaderStage",
  "maxComputeWorkgroupStorageSize",
  "maxComputeInvocationsPerWorkgroup",
  "maxComputeWorkgroupSizeX",
  "maxComputeWorkgroupSizeY",
  "maxComputeWorkgroupSizeZ",
  "maxComputeWorkgroupsPerDimension"
] as const;

let opening: Promise<GPUDevice> | undefined;

/**
 * The device of the document's live cells, apart from the engine's: a shader that hangs takes only this one
 * along. Rejects with {@link GpuMissing}; a lost device is opened anew by the next call.
 */
export function openGpu(): Promise<GPUDevice> {
  opening ??= open().then((device) => {
    void device.lost.then(() => (opening = undefined));
    return device;
  });
  return opening;
}

async function open(): Promise<GPUDevice> {
  const gpu = (globalThis.navigator as Partial<Navigator> | undefined)?.gpu;
  if (!gpu)
    throw new GpuMissing(
      say(globalThis.isSecureContext === false ? "live.insecure" : "live.noWebGpu")
    );
  const adapter = await gpu.requestAdapter({powerPreference: "high-performance"});
  if (!adapter) throw new GpuMissing(say("live.noAdapter"));
  const requiredLimits = Object.fromEntries(LIMITS.map((name) => [name, adapter.limits[name]]));
  try {
    return await adapter.requestDevice({requiredLimits});
  } catch (error) {
    throw new GpuMissing(say("live.noDevice", {problem: (error as Error).message}));
  }
}
