// One device from its request to its loss or its end.
import {BufferPool} from "./buffers.ts";
import {PipelineCache} from "./pipelines.ts";
import {Stopwatch} from "./stopwatch.ts";

export interface AdapterInfo {
  vendor: string;
  architecture: string;
  device: string;
  description: string;
  /** a slow stand-in without a GPU behind it. */
  fallback: boolean;
}

/** There is no GPU to compute on, and why. */
export class GpuUnavailable extends Error {
  override readonly name = "GpuUnavailable";
}

/** The device went away under a job. */
export class GpuLost extends Error {
  override readonly name = "GpuLost";
}

/** Limits that matter to kernels: the adapter's own values are asked for, not the timid defaults. */
const LIMITS = [
  "maxBufferSize",
  "maxStorageBufferBindingSize",
  "maxStorageBuffersPerShaderStage",
  "maxComputeWorkgroupStorageSize",
  "maxComputeWorkgroupsPerDimension"
] as const;

/** Bytes of idle buffers that are kept for the next job. */
const KEEP = 256 * 1024 * 1024;

export class GpuSession {
  readonly device: GPUDevice;
  readonly adapter: AdapterInfo;
  readonly features: string[];
  readonly buffers: BufferPool;
  readonly pipelines: PipelineCache;
  readonly stopwatch: Stopwatch;
  /** rejects with GpuLost when the device goes. */
  readonly lost: Promise<never>;
  isLost = false;

  private constructor(device: GPUDevice, adapter: GPUAdapter) {
    this.device = device;
    const {vendor, architecture, device: model, description} = adapter.info;
    const fallback = adapter.info.isFallbackAdapter;
    this.adapter = {vendor, architecture, device: model, description, fallback};
    this.features = [...device.features].sort();
    this.buffers = new BufferPool(device, KEEP);
    this.pipelines = new PipelineCache(device);
    this.stopwatch = new Stopwatch(device);
    this.lost = device.lost.then(({reason, message}) => {
      this.isLost = true;
      const detail = [reason === "unknown" ? "" : reason, message].filter(Boolean).join(": ");
      throw new GpuLost(`the device was lost${detail && ` (${detail})`}; run it again`);
    });
    this.lost.catch(() => undefined);
  }

  /** Rejects with GpuUnavailable where there is nothing to open. */
  static async open(gpu: GPU | undefined): Promise<GpuSession> {
    if (!gpu) {
      throw new GpuUnavailable(
        globalThis.isSecureContext === false
          ? "WebGPU needs a secure page (https or localhost)"
          : "this browser (or this thread of it) has no WebGPU"
      );
    }
    const adapter = await gpu.requestAdapter({powerPreference: "high-performance"});
    if (!adapter) throw new GpuUnavailable("the browser has WebGPU but no adapter for it");
    const requiredLimits = Object.fromEntries(LIMITS.map((name) => [name, adapter.limits[name]]));
    const requiredFeatures = (["timestamp-query"] as const).filter((name) =>
      adapter.features.has(name)
    );
    try {
      const device = await adapter.requestDevice({requiredLimits, requiredFeatures});
      return new GpuSession(device, adapter);
    } catch (error) {
      throw new GpuUnavailable(`the adapter gives no device: ${String(error)}`);
    }
  }

  close(): void {
    this.buffers.trim();
    this.device.destroy();
  }
}
