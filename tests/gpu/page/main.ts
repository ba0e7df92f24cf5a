// What the GPU tests call in the page: the real host on the real registry, answers as small JSON.
import type {Kernel} from "../../../kernels-as/kernel.ts";
import {specs} from "../../../kernels-as/specs.ts";
import type {OpName} from "../../../worker/compiler/ops.ts";
import {philoxWords} from "../../../kernels-as/random/philox/reference.ts";
import {extent, makeArray, type AnyArray} from "../../../worker/device/fields.ts";
import {GpuHost} from "../../../worker/device/gpu/gpuHost.ts";
import {compare, toReference} from "../../../worker/device/gpu/selfTest.ts";
import type {GpuCall} from "../../../worker/device/gpu/submit.ts";
import {measure} from "./measure.ts";
import {applyOp, measureOp, runModel, type ModelJob, type OpRange} from "./models.ts";

const kernels = specs as unknown as Record<string, Kernel>;
const host = new GpuHost();

/** A call on the spec's example arguments, as f32 holds them. */
function toCall(name: string, n: number): GpuCall {
  const {example, inputs: fields, block} = kernels[name];
  const inputs: Record<string, AnyArray> = {};
  for (const [input, field] of Object.entries(fields)) {
    const {count} = extent(field, example.scalars, block, 0, n);
    const values = makeArray(field.element, count);
    for (let i = 0; i < count; i++) {
      const value = example.inputs[input](i);
      values[i] = field.element === "f64" && !field.paired ? Math.fround(value) : value;
    }
    inputs[input] = values;
  }
  return {inputs, scalars: example.scalars, n};
}

/** A navigator.gpu that counts adapters and lets a test pull the device away. */
function watchedGpu() {
  const devices: GPUDevice[] = [];
  const gpu = {
    async requestAdapter(options?: GPURequestAdapterOptions) {
      const adapter = await navigator.gpu.requestAdapter(options);
      const request = adapter!.requestDevice.bind(adapter);
      adapter!.requestDevice = async (descriptor) => {
        const device = await request(descriptor);
        devices.push(device);
        return device;
      };
      return adapter;
    }
  } as unknown as GPU;
  return {gpu, devices};
}

const toMessage = (promise: Promise<unknown>) =>
  promise.then(
    () => "no error",
    (error: unknown) => `${(error as Error).name}: ${(error as Error).message}`
  );

const bench = {
  twins: () => Object.keys(kernels).filter((name) => kernels[name].wgsl),
  status: () => host.status(),
  memory: () => host.memory(),
  /** The host's results on the example against the reference, at one length. */
  async parity(name: string, n: number) {
    const call = toCall(name, n);
    const {outputs} = await host.run(name, call);
    const wanted = toReference(kernels[name], call);
    const check = compare(kernels[name], outputs, wanted);
    const [first] = Object.keys(outputs);
    let abs = 0;
    let rel = 0;
    for (let i = 0; i < wanted[first].length; i++) {
      const error = Math.abs(outputs[first][i] - wanted[first][i]);
      abs = Math.max(abs, error);
      if (error > 0) rel = Math.max(rel, error / Math.abs(wanted[first][i]));
    }
    return {...check, abs, rel, length: outputs[first].length};
  },
  measure: (name: string) => measure(host, name),
  /** One or two f32 arguments through an elementwise twin; text, because JSON has no NaN and no −0. */
  async apply(name: string, x: (number | string)[], y?: (number | string)[]) {
    const {outputs} = await host.run(name, {
      inputs: {
        x: Float64Array.from(x.map(Number)),
        ...(y && {y: Float64Array.from(y.map(Number))})
      },
      scalars: {},
      n: x.length
    });
    return Object.values(outputs).map((values) =>
      Array.from(values, (y) => (Object.is(y, -0) ? "-0" : String(y)))
    );
  },
  /** Compiled models, one after the other. */
  async models(jobs: ModelJob[]) {
    const results = [];
    for (const job of jobs) results.push(await runModel(host, job));
    return results;
  },
  /** How many pipelines each of the jobs needed. */
  async pipelinesOf(jobs: ModelJob[]) {
    const {gpu, devices} = watchedGpu();
    const other = new GpuHost({gpu});
    await other.status();
    const create = devices[0].createComputePipelineAsync.bind(devices[0]);
    let made = 0;
    devices[0].createComputePipelineAsync = (descriptor) => {
      made += 1;
      return create(descriptor);
    };
    const counts = [];
    for (const job of jobs) {
      made = 0;
      await runModel(other, job);
      counts.push(made);
    }
    other.dispose();
    return counts;
  },
  applyOp: (name: OpName, args: string[][]) => applyOp(host, name, args),
  async measureOps(ranges: OpRange[]) {
    const errors = [];
    for (const range of ranges) errors.push(await measureOp(host, range));
    return errors;
  },
  misuse: (name: string, call: GpuCall) => toMessage(host.run(name, call)),
  /** The host on kernels of which one has been tampered with, asked for another. */
  async broken(name: string, edits: [string, string][], job: string) {
    let wgsl = kernels[name].wgsl!;
    for (const [find, replace] of edits) {
      if (!wgsl.includes(find)) throw new Error(`no ${find} in ${name}`);
      wgsl = wgsl.replaceAll(find, replace);
    }
    const other = new GpuHost({kernels: {...kernels, [name]: {...kernels[name], wgsl}}});
    const error = await toMessage(other.run(job, toCall(job, 100)));
    const status = await other.status();
    const after = other.memory();
    other.dispose();
    return {error, status, after};
  },
  /** A job whose buffers are created with too few rights: only WebGPU itself can object. */
  async scope() {
    const {gpu, devices} = watchedGpu();
    const other = new GpuHost({gpu});
    await other.status();
    other.trim();
    const create = devices[0].createBuffer.bind(devices[0]);
    devices[0].createBuffer = (descriptor) =>
      create({...descriptor, usage: descriptor.usage & ~GPUBufferUsage.COPY_SRC});
    const error = await toMessage(other.run("exp", toCall("exp", 100)));
    devices[0].createBuffer = create;
    const next = await toMessage(other.run("exp", toCall("exp", 100)));
    const after = other.memory();
    other.dispose();
    return {error, next, after};
  },
  /** Destroys the device under a job, then asks again. */
  async loss() {
    const {gpu, devices} = watchedGpu();
    const other = new GpuHost({gpu});
    await other.status();
    const job = toMessage(other.run("exp", toCall("exp", 2_000_000)));
    await Promise.resolve();
    devices[0].destroy();
    const error = await job;
    const next = await toMessage(other.run("exp", toCall("exp", 100)));
    devices[1].destroy();
    await devices[1].lost;
    const third = await toMessage(other.run("exp", toCall("exp", 100)));
    devices[2].destroy();
    await devices[2].lost;
    const fourth = await toMessage(other.run("exp", toCall("exp", 100)));
    other.dispose();
    const disposed = await toMessage(other.run("exp", toCall("exp", 100)));
    return {error, next, third, fourth, disposed, opened: devices.length};
  },
  /** Bytes held after many jobs of several sizes, some at one time, some that fail. */
  async accounts() {
    const other = new GpuHost();
    await other.status();
    const before = other.memory();
    for (let round = 0; round < 20; round++) {
      const jobs = [1, 100, 5000, 70_000].map((n) => other.run("exp", toCall("exp", n)));
      await Promise.all(jobs);
    }
    const after = other.memory();
    other.trim();
    const trimmed = other.memory();
    other.dispose();
    return {before, after, trimmed};
  },
  /** One block of words, through the philox twin; word 0 of the counter must be 0. */
  async philox([, c1, c2, c3]: number[], [keyLow, keyHigh]: number[]) {
    const scalars = {keyLow, keyHigh, c1, c2, c3};
    return Array.from((await host.run("philox", {inputs: {}, scalars, n: 1})).outputs.words);
  },
  /** How many uniforms differ from the top 24 bits of their words. */
  async uniformBits(n: number) {
    const {scalars} = kernels.uniform.example;
    const {keyLow, keyHigh, streamLow, streamHigh} = scalars;
    const words = new Uint32Array(4);
    const {outputs} = await host.run("uniform", {inputs: {}, scalars, n});
    let different = 0;
    for (let i = 0; i < n; i++) {
      philoxWords(words, i >> 1, 0, streamLow, streamHigh, keyLow, keyHigh);
      if (outputs.y[i] !== (words[2 * (i & 1)] >>> 8) / 2 ** 24) different++;
    }
    return {different, drawn: outputs.y.length};
  },
  /** Errors of the sum of large terms that cancel: the host's, and of a plain f32 loop. */
  async hardSum(n: number) {
    const x = Float64Array.from({length: n}, (_, i) =>
      Math.fround((2 * i < n ? 1 : -1) * (1e6 + (i % 1000)) + 1 / (i + 1))
    );
    let exact = 0;
    let plain = 0;
    // Every term is a multiple of 2^−4 or so: an f64 sum of them is exact.
    for (const value of x) {
      exact += value;
      plain = Math.fround(plain + value);
    }
    const {outputs} = await host.run("sum", {inputs: {x}, scalars: {}, n});
    let got = 0;
    for (const part of outputs.high) got += part;
    return {error: Math.abs(got - exact), plain: Math.abs(plain - exact)};
  },
  /** A status and an answer as a message port would deliver them. */
  async clone() {
    const {available} = structuredClone(await host.status());
    const call = {inputs: {x: Float64Array.of(0, 1)}, scalars: {}, n: 2};
    const {outputs} = structuredClone(await host.run("exp", call));
    return {available, y: Array.from(outputs.y)};
  },
  tooLarge() {
    const n = 0x7fffffff;
    return toMessage(host.run("exp", {inputs: {x: {length: n}}, scalars: {}, n}));
  },
  absent: () =>
    new GpuHost({gpu: {requestAdapter: () => Promise.resolve(null)} as unknown as GPU}).status()
};

export type GpuBench = typeof bench;
(globalThis as unknown as {bench: GpuBench}).bench = bench;
