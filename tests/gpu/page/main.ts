// What the GPU tests call in the page: the real host on the real registry, answers as small JSON.
import type {Kernel} from "../../../kernels-as/kernel.ts";
import {registry} from "../../../kernels-as/registry.ts";
import {extent, makeArray, type AnyArray} from "../../../worker/device/fields.ts";
import {GpuHost} from "../../../worker/device/gpu/gpuHost.ts";
import {compare, toReference} from "../../../worker/device/gpu/selfTest.ts";
import type {GpuCall} from "../../../worker/device/gpu/submit.ts";
import {measure} from "./measure.ts";

import {philox} from "../../../kernels-as/random/philox/spec.ts";
import {uniform} from "../../../kernels-as/random/uniform/spec.ts";
import {normal} from "../../../kernels-as/random/normal/spec.ts";
import {exponential} from "../../../kernels-as/random/exponential/spec.ts";
const pending = {philox,uniform,normal,exponential};
const kernels = {...pending, ...registry} as unknown as Record<string, Kernel>;
const raw = import.meta.glob("../../../kernels-as/math/*/*.wgsl", {query: "?raw", import: "default", eager: true}) as Record<string, string>;
for (const [path, wgsl] of Object.entries(raw)) {
  const name = path.split("/").at(-1)!.slice(0, -5);
  kernels[name] ??= {...kernels.exp, name, wgsl, reference: ({y, x}: any) => x.forEach((v: number, i: number) => (y[i] = (Math as any)[name](v)))};
}
const host = new GpuHost({kernels});

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
    let error = 0;
    for (let i = 0; i < wanted[first].length; i++) {
      error = Math.max(error, Math.abs(outputs[first][i] - wanted[first][i]));
    }
    return {...check, error, length: outputs[first].length};
  },
  measure: (name: string) => measure(host, name),
  /** One f32 argument through an elementwise twin; text, because JSON has no NaN and no −0. */
  async apply(name: string, x: (number | string)[]) {
    const {outputs} = await host.run(name, {
      inputs: {x: Float64Array.from(x.map(Number))},
      scalars: {},
      n: x.length
    });
    return Object.values(outputs).map((values) =>
      Array.from(values, (y) => (Object.is(y, -0) ? "-0" : String(y)))
    );
  },
  misuse: (name: string, call: GpuCall) => toMessage(host.run(name, call)),
  /** The host on kernels of which one has been tampered with. */
  async broken(name: string, find: string, replace: string, job: string) {
    const wgsl = kernels[name].wgsl!.replace(find, replace);
    if (wgsl === kernels[name].wgsl) throw new Error(`no ${find} in ${name}`);
    const other = new GpuHost({kernels: {...kernels, [name]: {...kernels[name], wgsl}}});
    const error = await toMessage(other.run(job, toCall(job, 100)));
    const status = await other.status();
    const after = other.memory();
    other.dispose();
    return {error, status, after};
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
  absent: () => new GpuHost({gpu: {requestAdapter: () => Promise.resolve(null)} as unknown as GPU}).status()
};

export type GpuBench = typeof bench;
(globalThis as unknown as {bench: GpuBench}).bench = bench;
