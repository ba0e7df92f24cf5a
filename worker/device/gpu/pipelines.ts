// Compute pipelines: bind group layout and grid follow from a kernel's spec or a program's layout, the code
// is the prelude and what they bring.
import type {Kernel} from "../../../kernels-as/kernel.ts";
import {toGpuLayout, type GpuLayout} from "../../../kernels-as/layout.ts";
import prelude from "../../../kernels-as/lib/prelude.wgsl?raw";

/** What a GPU runs: a kernel's twin, or a compiled model. */
export interface Twin {
  /** for messages. */
  name: string;
  /** the same for the same code. */
  key: string;
  /** without the prelude; it has one entry point. */
  wgsl: string;
  layout: GpuLayout;
  /** indices of the axis that make one partial result, where results are partial. */
  block: number;
}

export function toTwin(kernel: Kernel): Twin {
  const {name, block} = kernel;
  return {name, key: name, wgsl: kernel.wgsl!, layout: toGpuLayout(kernel), block};
}

export interface Pipeline {
  twin: Twin;
  pipeline: GPUComputePipeline;
  bindings: GPUBindGroupLayout;
  /** indices of the axis that one workgroup takes. */
  perGroup: number;
}

/** Invocations of a workgroup. */
const THREADS = 64;
/** From this many indices on there is work enough for one thread each. */
const MANY = 4096;
/** How many are kept: every edit of a model makes another. */
const KEPT = 128;
const PRELUDE_LINES = prelude.split("\n").length - 1;

export class PipelineCache {
  readonly #device: GPUDevice;
  readonly #made = new Map<string, Promise<Pipeline>>();

  constructor(device: GPUDevice) {
    this.#device = device;
  }

  /** The pipeline for an axis of `n` indices; rejects with the compiler's messages. */
  get(twin: Twin, n: number): Promise<Pipeline> {
    const constants = toConstants(twin, n);
    const key = `${twin.key} ${JSON.stringify(constants)}`;
    const made = this.#made.get(key) ?? this.#make(twin, constants);
    // Last in order: what was not asked for longest goes first.
    this.#made.delete(key);
    this.#made.set(key, made);
    for (const oldest of this.#made.keys()) {
      if (this.#made.size <= KEPT) break;
      this.#made.delete(oldest);
    }
    // A failure is told again to whoever asks again; it must not count as unhandled here.
    made.catch(() => undefined);
    return made;
  }

  async #make(twin: Twin, constants: Record<string, number>): Promise<Pipeline> {
    const device = this.#device;
    const {name, layout, wgsl} = twin;
    const {maxStorageBuffersPerShaderStage: most} = device.limits;
    if (layout.slots.length > most) {
      throw new Error(`takes ${layout.slots.length} arrays, this GPU binds ${most}`);
    }
    // An error scope, so that a bad shader is this call's error and not the page's.
    device.pushErrorScope("validation");
    const code = device.createShaderModule({label: name, code: prelude + wgsl});
    const bindings = device.createBindGroupLayout({entries: toEntries(layout)});
    const [compiled, fault] = await Promise.all([
      device
        .createComputePipelineAsync({
          label: name,
          layout: device.createPipelineLayout({bindGroupLayouts: [bindings]}),
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
    return {twin, pipeline: compiled, bindings, perGroup: perGroup(constants)};
  }
}

/**
 * Values of the overrides a twin declares: `threads` of a workgroup; `block`, where a workgroup
 * takes one block of the spec; `team`, where that many threads share an index.
 */
function toConstants(twin: Twin, n: number): Record<string, number> {
  const constants: Record<string, number> = {threads: THREADS};
  if (declares(twin, "block")) constants.block = twin.block;
  if (declares(twin, "team")) constants.team = n < MANY ? THREADS : 1;
  return constants;
}

function declares({wgsl}: Twin, name: string): boolean {
  return new RegExp(`^override ${name}\\b`, "m").test(wgsl);
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
