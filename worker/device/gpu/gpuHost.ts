// The GPU of a page: lives on the main thread (a sandboxed page's workers have no WebGPU) and is asked
// by message. It opens a device when first needed, tests its maths, and opens another if it is lost.
import type {Kernel} from "../../../kernels-as/kernel.ts";
import {specs} from "../../../kernels-as/specs.ts";
import type {Outputs} from "../fields.ts";
import type {GpuMemory} from "./buffers.ts";
import {measureCosts, type GpuCosts} from "./costs.ts";
import {toTwin, type Twin} from "./pipelines.ts";
import {
  checkProgramCall, programTwin, runParts, type GpuProgram, type ProgramCall, type ProgramOutputs
} from "./program.ts"; // prettier-ignore
import {selfTest, type SelfTest} from "./selfTest.ts";
import {GpuLost, GpuSession, GpuUnavailable, type AdapterInfo} from "./session.ts";
import {checkCall, submit, toLimit, type GpuCall, type Submitted} from "./submit.ts";

export interface GpuAnswer {
  outputs: Outputs;
  /** time on the GPU without transfers, where the adapter measures it. */
  gpuMs?: number;
  /** where and how it was computed. */
  why: string;
}

export interface ProgramAnswer extends ProgramOutputs {
  /** where and how it was computed. */
  why: string;
}

export interface GpuStatus {
  available: boolean;
  /** why not, or on what. */
  why: string;
  adapter?: AdapterInfo;
  features: readonly string[];
  selfTest?: SelfTest;
  costs?: GpuCosts;
  memory: GpuMemory;
}

export interface GpuHostOptions {
  /** default: the browser's, if it has one. */
  gpu?: GPU;
  kernels?: Readonly<Record<string, Kernel>>;
}

/** A device that is lost this often within the time is not opened again. */
const LOSSES = 3;
const LOSS_WINDOW = 60_000;

export class GpuHost {
  readonly #gpu: GPU | undefined;
  readonly #kernels: Readonly<Record<string, Kernel>>;
  #opening: Promise<GpuSession> | undefined;
  #session: GpuSession | undefined;
  #selfTest: SelfTest | undefined;
  #costs: GpuCosts | undefined;
  #adapter: {adapter: AdapterInfo; features: string[]} | undefined;
  #losses: number[] = [];
  #disposed = false;

  constructor({gpu, kernels}: GpuHostOptions = {}) {
    this.#gpu = gpu ?? (globalThis.navigator as Navigator | undefined)?.gpu;
    this.#kernels = kernels ?? (specs as unknown as Record<string, Kernel>);
  }

  /** Runs a kernel over an axis of `n` indices; f64 arrays are narrowed on the way in and widened on the way out. */
  async run(kernelName: string, call: GpuCall): Promise<GpuAnswer> {
    const kernel = this.#find(kernelName);
    checkCall(kernel, call);
    const session = await this.#open(kernelName);
    const {outputs, gpuMs} = await this.#submit(session, toTwin(kernel), call);
    return {outputs, why: whereOf(session), ...(gpuMs === undefined ? {} : {gpuMs})};
  }

  /** Runs a compiled model over n points. Its pipeline is made once for a key. */
  async runProgram(program: GpuProgram, call: ProgramCall): Promise<ProgramAnswer> {
    checkProgramCall(program, call);
    const session = await this.#open(program.name);
    const twin = programTwin(program);
    const answer = await runParts(program, call, toLimit(session), (part) =>
      this.#submit(session, twin, part)
    );
    return {...answer, why: whereOf(session)};
  }

  /** Whether kernels can run here and how well; opens the device to find out. */
  async status(): Promise<GpuStatus> {
    try {
      const session = await this.#open("");
      return this.#report(true, describe(session.adapter));
    } catch (error) {
      return this.#report(false, error instanceof Error ? error.message : String(error));
    }
  }

  memory(): GpuMemory {
    return this.#session?.buffers.memory() ?? {live: 0, pooled: 0, peak: 0};
  }

  /** Gives pooled buffers back to the driver. */
  trim(): void {
    this.#session?.buffers.trim();
  }

  /** Ends the device; later calls are refused. */
  dispose(): void {
    this.#disposed = true;
    this.#session?.close();
    this.#session = undefined;
  }

  #find(name: string): Kernel {
    const kernel = this.#kernels[name] as Kernel | undefined;
    if (!kernel) throw new TypeError(`gpu.run: unknown kernel, got ${name}`);
    if (!kernel.wgsl) throw new TypeError(`gpu.run: kernel has no GPU twin, got ${name}`);
    return kernel;
  }

  /** The tested device: the one there is, or a new one. */
  async #open(job: string): Promise<GpuSession> {
    if (this.#disposed) throw new GpuUnavailable("gpu.run: the GPU host is disposed");
    if (this.#session?.isLost) {
      this.#losses.push(performance.now());
      this.#session = undefined;
      this.#opening = undefined;
    }
    this.#opening ??= this.#start();
    try {
      return await this.#opening;
    } catch (error) {
      // A device lost while it was being tested may be opened again; a missing one stays missing.
      if (error instanceof GpuLost) this.#opening = undefined;
      const text = error instanceof Error ? error.message : String(error);
      throw new GpuUnavailable(job ? `gpu.run ${job}: ${text}` : text);
    }
  }

  async #start(): Promise<GpuSession> {
    const since = performance.now() - LOSS_WINDOW;
    this.#losses = this.#losses.filter((at) => at > since);
    if (this.#losses.length >= LOSSES) {
      this.#opening = undefined;
      throw new GpuUnavailable(`the device was lost ${LOSSES} times within a minute`);
    }
    const session = await GpuSession.open(this.#gpu);
    this.#session = session;
    this.#adapter = {adapter: session.adapter, features: session.features};
    const test = (kernel: Kernel, call: GpuCall) => this.#submit(session, toTwin(kernel), call);
    this.#selfTest = await selfTest(
      this.#kernels,
      async (kernel, call) => (await test(kernel, call)).outputs
    );
    if (session.isLost) await session.lost;
    if (!this.#selfTest.passed) {
      const {why} = this.#selfTest.checks.find(({passed}) => !passed)!;
      session.close();
      this.#session = undefined;
      throw new GpuUnavailable(`self-test failed on ${describe(session.adapter)}: ${why}`);
    }
    this.#costs = await measureCosts(this.#kernels, test);
    return session;
  }

  /** The bare submission, whose errors name what was run. */
  async #submit(session: GpuSession, twin: Twin, call: GpuCall): Promise<Submitted> {
    try {
      const pipeline = await Promise.race([session.pipelines.get(twin, call.n), session.lost]);
      return await submit(session, pipeline, call);
    } catch (error) {
      const cause = error instanceof Error ? error : new Error(String(error));
      cause.message = `gpu.run ${twin.name}: ${cause.message}`;
      throw cause;
    }
  }

  #report(available: boolean, why: string): GpuStatus {
    return {
      available,
      why,
      features: [],
      ...this.#adapter,
      memory: this.memory(),
      ...(this.#selfTest && {selfTest: this.#selfTest}),
      ...(available && this.#costs && {costs: this.#costs})
    };
  }
}

function whereOf({adapter}: GpuSession): string {
  return `${describe(adapter)}, in f32`;
}

function describe({vendor, architecture, description, fallback}: AdapterInfo): string {
  const name = description || [vendor, architecture].filter(Boolean).join(" ") || "unnamed GPU";
  return fallback ? `${name} (software)` : name;
}
