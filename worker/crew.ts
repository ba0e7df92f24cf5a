// The workers of one engine: a coordinator and its lanes, started, watched and replaced.
import * as Comlink from "comlink";
import type {MemoryAccount, Progress} from "./api.ts";
import {
  Coordinator,
  type CoordinatorStart,
  type KernelJob,
  type KernelOutcome,
  type ProgramOutcome
} from "./coordinator.ts";
import type {Features, Flavour} from "./device/features.ts";
import type {ProgramJob, ProgramSpec} from "./device/programs.ts";
import {BUSY, Control, DEAD, GO, LEFT} from "./pool/control.ts";
import type {CoordinatorMessage, StartMessage} from "./entry.ts";
import type {Hand, Home} from "./home.ts";

const PAGE = 65536;
const INITIAL_PAGES = 64;

export interface CrewSpec {
  threads: number;
  flavour: Flavour;
  features: Features;
  /** bytes the memory may grow to. */
  limit: number;
  /** whether shared memory is wanted. */
  shared: boolean;
  onProgress: (slot: number, progress: Progress) => void;
  /** the coordinator ended: every job is lost, and a new crew is needed. */
  onLost: (why: string) => void;
}

/** The coordinator as seen through its door, where every answer is a promise. */
export interface Door {
  submit(slot: number, job: KernelJob): Promise<KernelOutcome>;
  submitProgram(slot: number, job: ProgramJob): Promise<ProgramOutcome>;
  install(id: number, spec: ProgramSpec): Promise<void>;
  forget(id: number): Promise<void>;
  reserve(bytes: number): Promise<number>;
  release(at: number): Promise<void>;
  tell(slot: number, wish: number): Promise<void>;
  memory(): Promise<MemoryAccount>;
  replaceLane(index: number, why: string, port: MessagePort): Promise<void>;
  measureHandOff(rounds: number, rest: number): Promise<number[]>;
}

export interface Crew {
  /** the coordinator, wherever it runs. */
  door: Door;
  /** the memory that the threads share, the caller's too; absent where there is none. */
  memory: WebAssembly.Memory | undefined;
  threads: number;
  /** whether workers run at all. */
  hasWorkers: boolean;
  /** Prepares a job's word, before the job is submitted. */
  welcome(slot: number): void;
  /** Says what is wanted of a job: by its word, which a busy coordinator sees, and by message. */
  tell(slot: number, wish: number): void;
  close(): void;
}

export async function startCrew(home: Home, spec: CrewSpec): Promise<Crew> {
  const chief = await home.spawn?.().catch(() => undefined);
  return chief ? startWithWorkers(home, spec, chief) : startInline(home, spec);
}

/** Everything on the calling thread: where workers are blocked. */
function startInline(home: Home, spec: CrewSpec): Crew {
  const start = toStart(home, spec, 1, []);
  const coordinator = new Coordinator(start, spec.onProgress);
  const ask = async <T>(answer: () => T): Promise<Awaited<T>> => await answer();
  const door: Door = {
    submit: (slot, job) => coordinator.submit(slot, job),
    submitProgram: (slot, job) => coordinator.submitProgram(slot, job),
    install: (id, spec) => ask(() => coordinator.install(id, spec)),
    forget: (id) => ask(() => coordinator.forget(id)),
    reserve: (bytes) => ask(() => coordinator.reserve(bytes)),
    release: (at) => ask(() => coordinator.release(at)),
    tell: (slot, wish) => ask(() => coordinator.tell(slot, wish)),
    memory: () => ask(() => coordinator.memory()),
    replaceLane: () => Promise.resolve(),
    measureHandOff: () => Promise.resolve([])
  };
  return {
    door,
    memory: undefined,
    threads: 1,
    hasWorkers: false,
    welcome: () => undefined,
    tell: (slot, wish) => coordinator.tell(slot, wish),
    close: () => undefined
  };
}

function startWithWorkers(home: Home, spec: CrewSpec, chief: Hand): Crew {
  const isWasm = spec.flavour !== "reference";
  const memory = isWasm && spec.shared && chief.canShare ? makeMemory(spec.limit) : undefined;
  const control = memory && new Control(memory.buffer);
  const threads = isWasm ? spec.threads : 1;
  const hands: Hand[] = [chief];
  let open = true;

  const lanePorts: MessagePort[] = [];
  const laneEnds: MessagePort[] = [];
  // One range lane even for one thread: a busy coordinator could not hear a cancel.
  for (let k = 0; isWasm && !memory && k < threads; k++) {
    const {port1, port2} = new MessageChannel();
    lanePorts.push(port1);
    laneEnds.push(port2);
  }

  const doorway = new MessageChannel();
  const progress = new MessageChannel();
  const message: CoordinatorMessage = {
    ...toStart(home, spec, threads, lanePorts, memory),
    door: doorway.port2,
    progress: progress.port2
  };
  chief.post(message, [doorway.port2, progress.port2, ...lanePorts]);
  chief.onEnd((why) => {
    if (open) spec.onLost(why);
  });
  progress.port1.onmessage = ({data}: MessageEvent<{slot: number; progress: Progress}>) => {
    spec.onProgress(data.slot, data.progress);
  };
  const remote = Comlink.wrap<Coordinator>(doorway.port1);
  const door: Door = remote;
  for (const port of [doorway.port1, progress.port1]) (port as {unref?: () => void}).unref?.();

  /** Starts a lane and, when it ends, its replacement. */
  const watch = async (index: number, first: StartMessage, port?: MessagePort): Promise<void> => {
    const hand = await home.spawn?.().catch(() => undefined);
    if (!hand || !open) return hand?.terminate();
    hands.push(hand);
    hand.post(first, port ? [port] : []);
    hand.onEnd((why) => {
      hand.terminate();
      if (hands.includes(hand)) hands.splice(hands.indexOf(hand), 1);
      if (!open) return;
      if (control) {
        markDead(control, index, why);
        void watch(index, first);
        return;
      }
      const {port1, port2} = new MessageChannel();
      void door.replaceLane(
        index,
        `lane ${index + 1} ended: ${why}`,
        Comlink.transfer(port1, [port1])
      );
      void watch(index, {...first, port: port2} as StartMessage, port2);
    });
  };
  if (memory) {
    for (let index = 1; index < threads; index++) {
      void watch(index, {role: "lane", index, memory, kernels: message.kernels!});
    }
  } else {
    laneEnds.forEach((port, index) => {
      void watch(
        index,
        {role: "rangeLane", port, kernels: message.kernels!, limit: spec.limit},
        port
      );
    });
  }

  return {
    door,
    memory,
    threads,
    hasWorkers: true,
    welcome: (slot) => control?.tell(slot, GO),
    tell(slot, wish) {
      control?.tell(slot, wish);
      void door.tell(slot, wish);
    },
    close() {
      open = false;
      remote[Comlink.releaseProxy]();
      progress.port1.close();
      for (const hand of hands) hand.terminate();
    }
  };
}

function toStart(
  home: Home,
  {flavour, limit}: CrewSpec,
  threads: number,
  lanes: MessagePort[],
  memory?: WebAssembly.Memory
): CoordinatorStart {
  const kernels = flavour === "reference" ? undefined : home.builds[flavour];
  return {role: "coordinator", flavour, kernels, memory, threads, lanes, limit};
}

/** Shared memory that can grow to `limit`, or to what the browser will reserve; undefined if to nothing. */
function makeMemory(limit: number): WebAssembly.Memory | undefined {
  for (let maximum = Math.floor(limit / PAGE); maximum >= INITIAL_PAGES; maximum >>= 1) {
    try {
      return new WebAssembly.Memory({initial: INITIAL_PAGES, maximum, shared: true});
    } catch {
      continue;
    }
  }
  return undefined;
}

/** What a lane could not do itself: its job fails, and the coordinator no longer waits for it. */
function markDead(control: Control, index: number, why: string): void {
  const {words} = control;
  const word = control.lane(index);
  if (Atomics.load(words, word) === BUSY) control.fail(index, `lane ${index} ended: ${why}`);
  Atomics.store(words, word, DEAD);
  Atomics.add(words, LEFT, 1);
  Atomics.notify(words, LEFT);
}
