// Compute pipelines made from specs: bind group layout and grid follow from the spec, the code is
// the prelude and the kernel's twin.
import type {Kernel} from "../../../kernels-as/kernel.ts";
import {toGpuLayout, type GpuLayout} from "../../../kernels-as/layout.ts";
import prelude from "../../../kernels-as/lib/prelude.wgsl?raw";

export interface Pipeline {
  kernel: Kernel;
  layout: GpuLayout;
  pipeline: GPUComputePipeline;
  bindings: GPUBindGroupLayout;
  /** indices of the axis that one workgroup takes. */
  perGroup: number;
}

/** Invocations of a workgroup. */
const THREADS = 64;
/** From this many indices on there is work enough for one thread each. */
const MANY = 4096;
const PRELUDE_LINES = prelude.split("\n").length - 1;

export class PipelineCache {
  readonly #device: GPUDevice;
  readonly #made = new Map<string, Promise<Pipeline>>();

  constructor(device: GPUDevice) {
    this.#device = device;
  }

  /** The pipeline for an axis of `n` indices; rejects with the compiler's messages. */
  get(kernel: Kernel, n: number): Promise<Pipeline> {
    const constants = toConstants(kernel, n);
    const key = `${kernel.name} ${JSON.stringify(constants)}`;
    const made = this.#made.get(key) ?? this.#make(kernel, constants);
    this.#made.set(key, made);
    // A failure is told again to whoever asks again; it must not count as unhandled here.
    made.catch(() => undefined);
    return made;
  }

  async #make(kernel: Kernel, constants: Record<string, number>): Promise<Pipeline> {
    const device = this.#device;
    const layout = toGpuLayout(kernel);
    const {maxStorageBuffersPerShaderStage: most} = device.limits;
    if (layout.slots.length > most) {
      throw new Error(`takes ${layout.slots.length} arrays, this GPU binds ${most}`);
    }
    // An error scope, so that a bad shader is this call's error and not the page's.
    device.pushErrorScope("validation");
    const code = device.createShaderModule({label: kernel.name, code: prelude + kernel.wgsl!});
    const bindings = device.createBindGroupLayout({entries: toEntries(layout)});
    const [compiled, fault] = await Promise.all([
      device
        .createComputePipelineAsync({
          label: kernel.name,
          layout: device.createPipelineLayout({bindGroupLayouts: [bindings]}),
          // A twin has one entry point.
          compute: {module: code, constants}
        })
        .catch((error: unknown) => error as Error),
      device.popErrorScope()
    ]);
    if (compiled instanceof Error || fault) {
      throw new Error(
        (await compilerMessages(code)) ?? fault?.message ?? (compiled as Error).message
      );
    }
    return {kernel, layout, pipeline: compiled, bindings, perGroup: perGroup(constants)};
  }
}

/**
 * Values of the overrides a twin declares: `threads` of a workgroup; `block`, where a workgroup
 * takes one block of the spec; `team`, where that many threads share an index.
 */
function toConstants(kernel: Kernel, n: number): Record<string, number> {
  const constants: Record<string, number> = {threads: THREADS};
  if (declares(kernel, "block")) constants.block = kernel.block;
  if (declares(kernel, "team")) constants.team = n < MANY ? THREADS : 1;
  return constants;
}

function declares(kernel: Kernel, name: string): boolean {
  return new RegExp(`^override ${name}\\b`, "m").test(kernel.wgsl!);
}

function perGroup({threads, block, team = 1}: Record<string, number>): number {
  return block ?? threads / team;
}

function toEntries(layout: GpuLayout): GPUBindGroupLayoutEntry[] {
  const visibility = GPUShaderStage.COMPUTE;
  return [
    ...layout.slots.map(({isOutput}, binding) => ({
      binding,
      visibility,
      buffer: {type: isOutput ? ("storage" as const) : ("read-only-storage" as const)}
    })),
    {binding: layout.slots.length, visibility, buffer: {type: "uniform"}}
  ];
}

/** What the shader compiler says, with the lines of the twin's own file. */
async function compilerMessages(code: GPUShaderModule): Promise<string | undefined> {
  const {messages} = await code.getCompilationInfo();
  const errors = messages.filter(({type}) => type === "error");
  if (errors.length === 0) return undefined;
  return errors
    .map(({lineNum, linePos, message}) => {
      const ours = lineNum <= PRELUDE_LINES;
      const place = ours ? `prelude.wgsl:${lineNum}` : `${lineNum - PRELUDE_LINES}`;
      return `${place}:${linePos} ${message}`;
    })
    .join("; ");
}
