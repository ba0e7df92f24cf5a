// One kernel or program over its whole axis: arrays up, one dispatch, arrays down.
import type {Signature} from "../../../kernels-as/kernel.ts";
import {GPU_BYTES, type GpuSlot} from "../../../kernels-as/layout.ts";
import {extent, makeArray, type AnyArray, type Outputs} from "../fields.ts";
import {narrow, packParams, widen} from "./narrow.ts";
import type {Pipeline} from "./pipelines.ts";
import type {GpuSession} from "./session.ts";
import {STAMP_BYTES, toMilliseconds} from "./stopwatch.ts";

/** What one run needs. */
export interface GpuCall {
  inputs: Record<string, ArrayLike<number>>;
  scalars: Record<string, number>;
  /** length of the iteration axis. */
  n: number;
}

export interface Submitted {
  outputs: Outputs;
  /** time on the GPU without transfers, where the adapter measures it. */
  gpuMs?: number;
  /** bytes sent up and read back. */
  bytes: number;
}

interface Placed extends GpuSlot {
  bytes: number;
  buffer: GPUBuffer;
}

/** Runs what the pipeline was made for; rejects with what WebGPU reports, be it a validation error or a lost device. */
export async function submit(
  session: GpuSession,
  pipeline: Pipeline,
  call: GpuCall
): Promise<Submitted> {
  const {buffers, device, stopwatch} = session;
  if (call.n === 0) return {outputs: emptyOutputs(pipeline, call), bytes: 0};
  const held: GPUBuffer[] = [];
  const acquire = (bytes: number, usage: GPUBufferUsageFlags): GPUBuffer => {
    const buffer = buffers.acquire(bytes, usage);
    held.push(buffer);
    return buffer;
  };
  const stamps = stopwatch.acquire();
  let usable = false;
  try {
    const sizes = toSizes(session, pipeline, call);
    const {result: job, faults} = scoped(device, () =>
      enqueue(session, pipeline, call, sizes, acquire, stamps)
    );
    const {outputs, staging, mapped, sent, read, total} = job;
    const fault = (await Promise.race([faults, session.lost])).find((error) => error !== null);
    if (fault) throw new Error(fault.message);
    await Promise.race([mapped, session.lost]);

    const result: Submitted = {outputs: {}, bytes: sent + read};
    const bytes = staging.getMappedRange(0, total);
    let at = 0;
    for (const slot of outputs) {
      const part = bytes.slice(at, at + slot.bytes);
      result.outputs[slot.name] = widen(part, slot.element, slot.field.element);
      at += align(slot.bytes);
    }
    if (stamps) result.gpuMs = toMilliseconds(bytes.slice(read, total));
    staging.unmap();
    usable = true;
    return result;
  } finally {
    for (const buffer of held) buffers.release(buffer, usable);
    stopwatch.release(stamps);
  }
}

/** Does what WebGPU may object to, and collects its objections. */
function scoped<T>(device: GPUDevice, work: () => T) {
  for (const filter of SCOPES) device.pushErrorScope(filter);
  const pop = () => Promise.all(SCOPES.map(() => device.popErrorScope()));
  let result: T;
  try {
    result = work();
  } catch (error) {
    pop().catch(() => undefined);
    throw error;
  }
  const faults = pop();
  // The loss of the device is told by the session.
  faults.catch(() => undefined);
  return {result, faults};
}

/** Uploads, encodes and submits; returns what is to be waited for. */
function enqueue(
  session: GpuSession,
  pipeline: Pipeline,
  call: GpuCall,
  sizes: readonly number[],
  acquire: (bytes: number, usage: GPUBufferUsageFlags) => GPUBuffer,
  stamps: GPUQuerySet | undefined
) {
  const {queue} = session.device;
  const placed: Placed[] = pipeline.twin.layout.slots.map((slot, index) => {
    const bytes = sizes[index];
    return {...slot, bytes, buffer: acquire(bytes, STORAGE)};
  });
  const params = packParams(pipeline.twin.layout, call.scalars, call.n);
  const uniform = acquire(params.byteLength, UNIFORM);
  queue.writeBuffer(uniform, 0, params);
  let sent = params.byteLength;
  for (const {name, element, isOutput, buffer} of placed) {
    if (isOutput) continue;
    const values = narrow(call.inputs[name], element);
    queue.writeBuffer(buffer, 0, values as AnyArray & ArrayBufferView<ArrayBuffer>);
    sent += values.byteLength;
  }
  const encoder = session.device.createCommandEncoder({label: pipeline.twin.name});
  encodePass(encoder, session, pipeline, placed, uniform, call.n, stamps);

  // Scratch is room to work in: it is neither sent nor read back.
  const outputs = placed.filter(({isOutput, field}) => isOutput && !field.scratch);
  const read = outputs.reduce((sum, {bytes}) => sum + align(bytes), 0);
  const total = read + (stamps ? STAMP_BYTES : 0);
  const staging = acquire(total, STAGING);
  let at = 0;
  for (const {buffer, bytes} of outputs) {
    encoder.copyBufferToBuffer(buffer, 0, staging, at, bytes);
    at += align(bytes);
  }
  if (stamps) {
    const resolved = acquire(STAMP_BYTES, RESOLVE);
    encoder.resolveQuerySet(stamps, 0, 2, resolved, 0);
    encoder.copyBufferToBuffer(resolved, 0, staging, read, STAMP_BYTES);
  }
  queue.submit([encoder.finish()]);
  const mapped = staging.mapAsync(GPUMapMode.READ, 0, total);
  mapped.catch(() => undefined);
  return {outputs, staging, mapped, sent, read, total};
}

const SCOPES = ["validation", "out-of-memory", "internal"] as const;
// Numbers rather than GPUBufferUsage.*: this module is also loaded where WebGPU is absent.
const MAP_READ = 0x1;
const COPY_SRC = 0x4;
const COPY_DST = 0x8;
const STORAGE = 0x80 | COPY_SRC | COPY_DST;
const UNIFORM = 0x40 | COPY_DST;
const STAGING = MAP_READ | COPY_DST;
const RESOLVE = 0x200 | COPY_SRC;

/** Stamps and copies want offsets in eights. */
function align(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}

/** The most bytes that one array may have. */
export function toLimit({device}: GpuSession): number {
  return Math.min(device.limits.maxBufferSize, device.limits.maxStorageBufferBindingSize);
}

/** Bytes of each slot; an array of no elements still needs a binding. */
function toSizes(session: GpuSession, {twin}: Pipeline, call: GpuCall): number[] {
  const limit = toLimit(session);
  return twin.layout.slots.map(({name, field, element}) => {
    const {count} = extent(field, call.scalars, twin.block, 0, call.n);
    const bytes = Math.max(count, 1) * GPU_BYTES[element];
    if (bytes > limit) {
      throw new RangeError(`${name} is too large, requested ${bytes} bytes, limit ${limit} bytes`);
    }
    return bytes;
  });
}

function encodePass(
  encoder: GPUCommandEncoder,
  {device}: GpuSession,
  {pipeline, bindings, perGroup}: Pipeline,
  placed: readonly Placed[],
  uniform: GPUBuffer,
  n: number,
  stamps: GPUQuerySet | undefined
): void {
  const group = device.createBindGroup({
    layout: bindings,
    entries: [
      ...placed.map(({buffer, bytes}, binding) => ({
        binding,
        resource: {buffer, size: bytes}
      })),
      {binding: placed.length, resource: {buffer: uniform}}
    ]
  });
  const pass = encoder.beginComputePass(
    stamps && {
      timestampWrites: {querySet: stamps, beginningOfPassWriteIndex: 0, endOfPassWriteIndex: 1}
    }
  );
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, group);
  const groups = Math.ceil(n / perGroup);
  const across = Math.min(groups, device.limits.maxComputeWorkgroupsPerDimension);
  pass.dispatchWorkgroups(across, Math.ceil(groups / across));
  pass.end();
}

/** An axis of no indices: nothing to dispatch. */
function emptyOutputs({twin: {layout, block}}: Pipeline, {scalars}: GpuCall): Outputs {
  const outputs: Outputs = {};
  for (const {name, field, isOutput} of layout.slots) {
    if (!isOutput) continue;
    const {count} = extent(field, scalars, block, 0, 0);
    outputs[name] = makeArray(field.element, count);
  }
  return outputs;
}

/** Throws unless a call's arrays and scalars are what the kernel's spec asks for. */
export function checkCall(kernel: Signature, {inputs, scalars, n}: GpuCall): void {
  const at = `gpu.run ${kernel.name}`;
  if (!Number.isSafeInteger(n) || n < 0 || n > 0x7fffffff) {
    throw new RangeError(`${at}: n must be a whole number below 2^31, got ${n}`);
  }
  for (const name of Object.keys(kernel.scalars)) {
    if (typeof scalars[name] !== "number") {
      throw new TypeError(`${at}: ${name} must be a number, got ${String(scalars[name])}`);
    }
  }
  for (const [name, field] of Object.entries(kernel.inputs)) {
    const values = inputs[name] as ArrayLike<number> | undefined;
    if (typeof values?.length !== "number") {
      throw new TypeError(`${at}: ${name} must be an array of numbers, got ${typeof values}`);
    }
    const {count} = extent(field, scalars, kernel.block, 0, n);
    if (values.length !== count) {
      throw new RangeError(`${at}: ${name} must have ${count} elements, got ${values.length}`);
    }
  }
}
