// A WGSL cell on a device: compiled, with its mistakes at their lines, and dispatched.
import {say} from "../say.ts";
import {GpuMissing, openGpu} from "./openGpu.ts";
import type {Entry} from "./readShader.ts";
import {fromBytes} from "./shaderValues.ts";
import {toSyntaxError} from "./toSyntaxError.ts";
import type {ShaderType} from "./shaderTypes.ts";
import type {Remark} from "./types.ts";

/** A binding with what it is to hold. */
export interface Filled {
  name: string;
  group: number;
  binding: number;
  isOutput: boolean;
  isUniform: boolean;
  type: ShaderType;
  bytes: Uint8Array<ArrayBuffer>;
}

export type Workgroups = readonly [number, number, number];

interface Compiled {
  device: GPUDevice;
  remarks: Remark[];
  /** by entry point. */
  pipelines: Map<string, Pipeline>;
}

interface Pipeline {
  pipeline: GPUComputePipeline;
  groups: GPUBindGroupLayout[];
}

export interface OpenShader {
  /** what the compiler warns of. */
  warnings: Remark[];
  /** The values of what the entry point writes, by name. */
  dispatch(
    entry: Entry,
    filled: readonly Filled[],
    workgroups: Workgroups
  ): Promise<Record<string, unknown>>;
}

/** Throws the first mistake in the source, and rejects with GpuMissing where there is no device. */
export async function openShader(source: string, entries: readonly Entry[]): Promise<OpenShader> {
  let compiled = compile(source, entries);
  const {remarks} = await compiled;
  return {
    warnings: remarks,
    async dispatch(entry, filled, workgroups) {
      let {device, pipelines} = await compiled;
      const now = await openGpu();
      if (now !== device) {
        compiled = compile(source, entries);
        ({device, pipelines} = await compiled);
      }
      const limit = device.limits.maxComputeWorkgroupsPerDimension;
      const much = Math.max(...workgroups);
      if (much > limit)
        throw new RangeError(
          `${entry.name}: workgroups must be at most ${limit} in each direction, got ${much}; spread them over {workgroups: [x, y]}`
        );
      return run(device, pipelines.get(entry.name)!, {entry: entry.name, filled, workgroups});
    }
  };
}

async function compile(source: string, entries: readonly Entry[]): Promise<Compiled> {
  const device = await openGpu();
  device.pushErrorScope("validation");
  const module = device.createShaderModule({code: source});
  const failed = device.popErrorScope();
  const {messages} = await module.getCompilationInfo();
  const remarks = messages
    .filter(({type}) => type !== "info")
    .map(({type, message, lineNum, linePos, length}): Remark => ({
      severity: type === "error" ? "error" : "warning",
      message,
      line: Math.max(1, lineNum),
      column: Math.max(1, linePos),
      length: Math.max(1, length)
    }));
  const problem = (await failed)?.message;
  if (problem !== undefined && !remarks.some(({severity}) => severity === "error"))
    remarks.push({severity: "error", message: problem, line: 1, column: 1, length: 1});
  const error = toSyntaxError(remarks);
  if (error) throw error;
  const pipelines = new Map<string, Pipeline>();
  for (const entry of entries) pipelines.set(entry.name, await makePipeline(device, module, entry));
  return {device, remarks, pipelines};
}

/** Its layout is made from the declarations: one that the driver derives leaves out what is not used. */
async function makePipeline(
  device: GPUDevice,
  module: GPUShaderModule,
  {name, bindings}: Entry
): Promise<Pipeline> {
  const count = Math.max(-1, ...bindings.map(({group}) => group)) + 1;
  device.pushErrorScope("validation");
  const groups = Array.from({length: count}, (_, group) =>
    device.createBindGroupLayout({
      entries: bindings
        .filter((binding) => binding.group === group)
        .map(({binding, space, isOutput}) => ({
          binding,
          visibility: GPUShaderStage.COMPUTE,
          buffer: {type: space === "uniform" ? space : isOutput ? "storage" : "read-only-storage"}
        }))
    })
  );
  const layout = device.createPipelineLayout({bindGroupLayouts: groups});
  const failed = device.popErrorScope();
  const making = device.createComputePipelineAsync({layout, compute: {module, entryPoint: name}});
  making.catch(() => undefined);
  const problem = (await failed)?.message;
  if (problem !== undefined) throw fail(name, problem);
  try {
    return {pipeline: await making, groups};
  } catch (error) {
    throw fail(name, (error as Error).message);
  }
}

interface Dispatch {
  entry: string;
  filled: readonly Filled[];
  workgroups: Workgroups;
}

async function run(
  device: GPUDevice,
  {pipeline, groups}: Pipeline,
  {entry, filled, workgroups}: Dispatch
): Promise<Record<string, unknown>> {
  const made: GPUBuffer[] = [];
  const makeBuffer = (size: number, usage: GPUBufferUsageFlags) => {
    const buffer = device.createBuffer({size, usage});
    made.push(buffer);
    return buffer;
  };
  const {UNIFORM, STORAGE, COPY_SRC, COPY_DST, MAP_READ} = GPUBufferUsage;
  const lost = device.lost.then(({message, reason}): never => {
    throw new GpuMissing(say("live.gpuLost", {entry, why: message || reason || "unknown"}));
  });
  lost.catch(() => undefined);
  try {
    device.pushErrorScope("out-of-memory");
    device.pushErrorScope("validation");
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    const placed = filled.map((part) => {
      const usage = (part.isUniform ? UNIFORM : STORAGE) | COPY_DST | COPY_SRC;
      const buffer = makeBuffer(roundUp(part.bytes.byteLength, part.isUniform ? 16 : 4), usage);
      device.queue.writeBuffer(buffer, 0, part.bytes);
      return {...part, buffer};
    });
    groups.forEach((layout, group) => {
      const entries = placed
        .filter((part) => part.group === group)
        .map(({binding, buffer}) => ({binding, resource: {buffer}}));
      pass.setBindGroup(group, device.createBindGroup({layout, entries}));
    });
    pass.dispatchWorkgroups(...workgroups);
    pass.end();
    const copies = placed
      .filter(({isOutput}) => isOutput)
      .map(({name, type, buffer, bytes}) => {
        const copy = makeBuffer(bytes.byteLength, COPY_DST | MAP_READ);
        encoder.copyBufferToBuffer(buffer, 0, copy, 0, bytes.byteLength);
        return {name, type, copy};
      });
    device.queue.submit([encoder.finish()]);
    const scopes = [device.popErrorScope(), device.popErrorScope()];
    const mapped = copies.map(({copy}) => copy.mapAsync(GPUMapMode.READ));
    for (const mapping of mapped) mapping.catch(() => undefined);
    for (const error of await Promise.race([lost, Promise.all(scopes)]))
      if (error) throw fail(entry, error.message);
    await Promise.race([lost, Promise.all([device.queue.onSubmittedWorkDone(), ...mapped])]);
    return Object.fromEntries(
      copies.map(({name, type, copy}) => [name, fromBytes(type, copy.getMappedRange().slice(0))])
    );
  } finally {
    for (const buffer of made) buffer.destroy();
  }
}

function roundUp(size: number, step: number): number {
  return Math.ceil(size / step) * step;
}

function fail(entry: string, problem: string): Error {
  return new Error(say("live.gpuFailed", {entry, problem}));
}
