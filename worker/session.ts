// One engine's life on the caller's side: starts the crew, sends it jobs, replaces it when it dies.
import type {Progress, Run} from "./api.ts";
import {startCrew, type Crew, type CrewSpec, type Door} from "./crew.ts";
import {Cancelled} from "./device/device.ts";
import {findFeatures, toFlavour} from "./device/features.ts";
import type {GpuDoor, Home} from "./home.ts";
import type {ResolvedOptions} from "./options.ts";
import {CANCEL, GO, MAX_JOBS, PAUSE} from "./pool/control.ts";
import {Programs} from "./programs/programs.ts";
import {RunHandle} from "./run.ts";

const CLOSED = "engine: closed while work was under way";
const UNSUPPORTED = "engine: unsupported on a closed engine";

/** A job the crew has not answered yet. */
interface Pending {
  report: (progress: Progress) => void;
  fail: (error: Error) => void;
}

export class Session {
  readonly options: ResolvedOptions;
  readonly spec: CrewSpec;
  /** compiled programs over many points. */
  readonly programs = new Programs(this);
  readonly #home: Home;
  #crew!: Crew;
  /** the crew that is being started, if one is. */
  #starting: Promise<void> | undefined;
  readonly #pending = new Map<number, Pending>();
  #gpu: Promise<GpuDoor> | undefined;
  #closed = false;
  /** who else is to hear of the end. */
  readonly #endings = new Set<(why: Error) => void>();
  /** how many promises of ours are awaited now. */
  #held = 0;

  constructor(home: Home, options: ResolvedOptions) {
    this.#home = home;
    this.options = options;
    const features = findFeatures(home.builds);
    this.spec = {
      threads: options.threads,
      flavour: toFlavour(features, options.numerics),
      features,
      limit: options.memory,
      shared: options.shared && features.shared,
      onProgress: (slot, progress) => this.#pending.get(slot)?.report(progress),
      onLost: (why) => this.#lose(why)
    };
  }

  get crew(): Crew {
    return this.#crew;
  }

  start(): Promise<void> {
    this.#starting ??= startCrew(this.#home, this.spec).then((crew) => {
      this.#crew = crew;
      this.#starting = undefined;
      if (this.#closed) crew.close();
    });
    return this.#starting;
  }

  get hasGpu(): boolean {
    return this.#home.gpu !== undefined;
  }

  /** The door to the GPU, opened when first asked for; undefined where there is no WebGPU. */
  get gpu(): Promise<GpuDoor> | undefined {
    this.#gpu ??= this.#home.gpu?.();
    return this.#gpu;
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  /**
   * Sends a job to the crew, now or when there is one again, and makes the handle on it. `tellCrew` says to the
   * crew, or to who else does the job, what is wished of it.
   */
  submit<T>(
    what: string,
    send: (door: Door, slot: number) => Promise<T>,
    tellCrew = (slot: number, wish: number): void => this.#crew.tell(slot, wish)
  ): Run<T> {
    const slot = this.#findSlot(what);
    let wish = GO;
    let isSent = false;
    const go = (): Promise<T> => {
      if (wish === CANCEL) return Promise.reject(new Cancelled());
      this.#crew.welcome(slot);
      const answer = send(this.#crew.door, slot);
      isSent = true;
      queueMicrotask(() => handle.started()); // the handle is made right after this returns
      // What was wished before the job went out is told after it: messages keep their order.
      if (wish !== GO) tellCrew(slot, wish);
      return Promise.race([answer, lost]);
    };
    const pending: Pending = {report: () => undefined, fail: () => undefined};
    const lost = new Promise<never>((_, reject) => (pending.fail = reject));
    lost.catch(() => undefined);
    this.#pending.set(slot, pending);
    const answer = this.ask(go);
    void answer.catch(() => undefined).finally(() => this.#pending.delete(slot));

    const tell = (next: number) => {
      wish = next;
      if (isSent) tellCrew(slot, next);
      // The caller hears at once; the crew winds up within a block, and keeps the slot until then.
      if (next === CANCEL) stop(new Cancelled());
    };
    let stop: (why: Error) => void = () => undefined;
    const stopped = new Promise<never>((_, reject) => (stop = reject));
    const handle = new RunHandle(Promise.race([answer, stopped]), {
      cancel: () => tell(CANCEL),
      pause: () => tell(PAUSE),
      resume: () => tell(GO)
    });
    pending.report = (progress) => handle.report(progress);
    return handle;
  }

  /** Awaits what a crew in place is asked, and keeps the process alive meanwhile. */
  async ask<T>(question: (door: Door) => Promise<T>): Promise<T> {
    if (this.#closed) throw new Error(UNSUPPORTED);
    if (this.#held++ === 0) this.#home.keepAlive?.(true);
    try {
      if (this.#starting) await this.#starting;
      return await question(this.#crew.door);
    } finally {
      if (--this.#held === 0) this.#home.keepAlive?.(false);
    }
  }

  #findSlot(what: string): number {
    if (this.#closed) throw new Error(`${what}: unsupported on a closed engine`);
    for (let slot = 0; slot < MAX_JOBS; slot++) if (!this.#pending.has(slot)) return slot;
    throw new RangeError(`${what}: expected at most ${MAX_JOBS} runs at one time, got one more`);
  }

  /** The coordinator died: its jobs fail with the reason, and a new crew takes the next ones. */
  #lose(why: string): void {
    this.#crew.close();
    for (const {fail} of this.#pending.values()) {
      fail(new Error(`engine: lost its worker, ${why}`));
    }
    if (!this.#closed) void this.start();
  }

  /** `stop` hears of the end, at once where it has come, until what comes back is called. */
  onEnd(stop: (why: Error) => void): () => void {
    if (this.#closed) stop(new Error(UNSUPPORTED));
    else this.#endings.add(stop);
    return () => void this.#endings.delete(stop);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    for (const stop of this.#endings) stop(new Error(CLOSED));
    await this.#starting;
    if (this.#gpu) (await this.#gpu).dispose();
    for (const {fail} of this.#pending.values()) {
      fail(new Error(CLOSED));
    }
    this.programs.close();
    this.#crew.close();
  }
}
