// Runs compiled programs over many points, seen from the caller. Where the crew's memory is shared with the
// caller, the points are written where the lanes read them and the answer is read where they wrote it: one copy
// in, one out, and one message there and back.
import * as Comlink from "comlink";
import type {Run} from "../work.ts";
import {viewNumbers} from "../memory/view.ts";
import {Desk} from "./desk.ts";
import {Ensemble} from "./ensemble.ts";
import {layOut, writeBatch} from "./layout.ts";
import {
  takeImage,
  toJob,
  type Counter,
  type Order,
  type ProgramAnswer,
  type ProgramRun
} from "./order.ts";
import {unpackRow} from "./tiles.ts";

/** Where a crew has yet to come, the points as they were at the call. */
interface Waiting extends Order {
  image?: Float64Array<ArrayBuffer>;
}

export class Programs {
  readonly #session: Counter;
  #desk: Desk | undefined;

  constructor(session: Counter) {
    this.#session = session;
  }

  /** What is kept at the crew of the moment. */
  get desk(): Desk {
    const {crew, options} = this.#session;
    if (this.#desk?.crew !== crew) {
      this.#desk?.close();
      this.#desk = new Desk(crew, options.memory);
    }
    return this.#desk;
  }

  /** Computes a program's points, which are those of the moment of the call: the vectors may change afterwards. */
  run<T>(call: ProgramRun, finish: (answer: ProgramAnswer) => T): Run<T> {
    const order: Waiting = {call, layout: layOut(call)};
    let isSent = false;
    const run = this.#session.submit(call.label, async (_, slot) => {
      isSent = true;
      const {desk} = this;
      const {memory} = desk.crew;
      const go = memory ? runInPlace(desk, memory, slot, order) : runByMessage(desk, slot, order);
      return finish(await go);
    });
    if (!isSent) order.image = takeImage(order);
    return run;
  }

  /** Opens a batch that stays in its place, to be run many times; only there may a program sum. */
  async open(call: ProgramRun): Promise<Ensemble> {
    const layout = layOut(call);
    const image = takeImage({call, layout});
    return this.#session.ask(async () => {
      const {desk} = this;
      const program = desk.use(call.program);
      try {
        await program.ready;
        const {memory} = desk.crew;
        const room = memory && (desk.takeIdle(layout.bytes) ?? (await desk.reserve(layout.bytes)));
        return new Ensemble(this.#session, {desk, program, call, layout, room, image});
      } catch (error) {
        desk.leave(program);
        throw error;
      }
    });
  }

  close(): void {
    this.#desk?.close();
  }
}

async function runInPlace(
  desk: Desk,
  memory: WebAssembly.Memory,
  slot: number,
  {call, layout, image}: Waiting
): Promise<ProgramAnswer> {
  let room = desk.takeIdle(layout.bytes);
  if (!room) image ??= takeImage({call, layout});
  const program = desk.use(call.program);
  try {
    room ??= await desk.reserve(layout.bytes);
    const view = viewNumbers(memory, room.at, layout.outputs / 8);
    if (image) view.set(image);
    else writeBatch(view, layout, call);
    const began = performance.now();
    await program.ready;
    const installMs = performance.now() - began;
    const job = toJob({call, layout}, program.id);
    const {stats} = await desk.crew.door.submitProgram(slot, {...job, at: room.at});
    const {outputs, bytes} = layout;
    const tiles = viewNumbers(memory, room.at + outputs, (bytes - outputs) / 8);
    return toAnswer(call, tiles, {...stats, compile: stats.compile + installMs});
  } finally {
    desk.leave(program);
    if (room) desk.giveBack(room);
  }
}

/** The job is sent before anything is awaited, because what is wished of it must come after it. */
async function runByMessage(
  desk: Desk,
  slot: number,
  {call, layout, image = takeImage({call, layout})}: Waiting
): Promise<ProgramAnswer> {
  const program = desk.use(call.program);
  try {
    const job = {...toJob({call, layout}, program.id), image};
    const sent = Comlink.transfer(job, [image.buffer]);
    const {outputs, stats} = await desk.crew.door.submitProgram(slot, sent);
    return toAnswer(call, outputs!, stats);
  } finally {
    desk.leave(program);
  }
}

function toAnswer(
  {program: {outputRows}, n, out}: ProgramRun,
  tiles: Float64Array,
  stats: ProgramAnswer["stats"]
): ProgramAnswer {
  const vectors = Array.from({length: outputRows}, (_, row) =>
    unpackRow(tiles, outputRows, row, out?.[row] ?? new Float64Array(n))
  );
  return {vectors, stats};
}
