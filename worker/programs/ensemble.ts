// A batch that stays where the lanes work on it: whoever runs a program many times over changes some of its
// points, runs it and reads some of the answer, and nothing else is copied.
import {outputWidth} from "../compiler/wasm/abi.ts";
import type {Run} from "../work.ts";
import {viewNumbers} from "../memory/view.ts";
import type {Desk, Room} from "./desk.ts";
import {writeRows} from "./layout.ts";
import {toJob, type Counter, type Order, type ProgramAnswer} from "./order.ts";
import {tilesLength, unpackRow} from "./tiles.ts";

interface Parts extends Order {
  desk: Desk;
  program: ReturnType<Desk["use"]>;
  /** where the batch lies in the shared memory; none where there is no such memory. */
  room: Room | undefined;
  /** the batch without its outputs, as it is at first. */
  image: Float64Array<ArrayBuffer>;
}

/** Nothing of it may be read or changed while a run of it is under way. */
export class Ensemble implements Disposable {
  readonly n: number;
  readonly #session: Counter;
  readonly #parts: Parts;
  /** tiles of the last answer, where no memory is shared. */
  #outputs: Float64Array;
  #isOpen = true;
  /** the end of the run before. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(session: Counter, parts: Parts) {
    const {call, layout, room, image} = parts;
    this.n = call.n;
    this.#session = session;
    this.#parts = parts;
    this.#outputs = new Float64Array(room ? 0 : (layout.bytes - layout.outputs) / 8);
    if (room) this.#image().set(image);
  }

  setConstants(values: Float64Array): void {
    this.#image().set(values, this.#parts.layout.constants / 8);
  }

  /** The numbers of a parameter that is the same for all points. */
  setUniform(name: string, values: ArrayLike<number>): void {
    const {program, uniform} = this.#parts.call;
    const before = program.uniform.slice(0, findName(program.uniform, name));
    const skipped = before.reduce((sum, other) => sum + uniform[other].length, 0);
    this.#image().set(values, this.#parts.layout.uniforms / 8 + skipped);
  }

  /** The points of a parameter: a vector for each element, of length n or of as many points as are to be run. */
  setVarying(name: string, vectors: readonly Float64Array[]): void {
    const {call, layout} = this.#parts;
    const {program, varying} = call;
    const before = program.varying.slice(0, findName(program.varying, name));
    const first = before.reduce((sum, other) => sum + varying[other].length, 0);
    writeRows(this.#image(), layout, program.inputRows, first, vectors);
  }

  /** `count`: only the first so many points. `threads`: at most so many, this once. */
  run(count = this.n, threads = this.#parts.call.threads): Run<ProgramAnswer["stats"]> {
    const {call, desk} = this.#parts;
    return this.#session.submit(call.label, async (_, slot) => {
      if (this.#session.crew !== desk.crew || !this.#isOpen) {
        throw new Error(`${call.label}: unsupported on a batch that is closed or lost its worker`);
      }
      const answer = desk.crew.door.submitProgram(slot, this.#toJob(count, threads));
      this.#last = answer.catch(() => undefined);
      const {stats, outputs} = await answer;
      if (outputs) this.#outputs = outputs;
      return stats;
    });
  }

  /** One vector of the last answer, in `into`, which may be as short as what was run. */
  get(output: number, into: Float64Array = new Float64Array(this.n)): Float64Array {
    return unpackRow(this.#tiles(), this.#parts.call.program.outputRows, output, into);
  }

  /** What the last answer is where the program sums: pairs, as compiler/wasm/abi.ts has them. Not a copy. */
  get sums(): Float64Array {
    const {program, n} = this.#parts.call;
    // the room goes on to the end of a cache line
    return this.#tiles().subarray(0, tilesLength(program.outputRows, n, outputWidth(program)));
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    const {desk, program, room} = this.#parts;
    // Its place is not another's before the lanes have left it.
    void this.#last.then(() => {
      desk.leave(program);
      if (room) desk.giveBack(room);
    });
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #toJob(n: number, threads?: number) {
    const {call, layout, program, room, image} = this.#parts;
    const job = toJob({call: {...call, n, threads}, layout}, program.id);
    return {...job, ...(room ? {at: room.at} : {image})};
  }

  #image(): Float64Array {
    const {room, desk, image, layout} = this.#parts;
    return room ? viewNumbers(desk.crew.memory!, room.at, layout.outputs / 8) : image;
  }

  #tiles(): Float64Array {
    const {room, desk, layout} = this.#parts;
    if (!room) return this.#outputs;
    const length = (layout.bytes - layout.outputs) / 8;
    return viewNumbers(desk.crew.memory!, room.at + layout.outputs, length);
  }
}

function findName(names: readonly string[], name: string): number {
  const at = names.indexOf(name);
  if (at < 0)
    throw new RangeError(`programs.open: expected one of ${names.join(", ")}, got ${name}`);
  return at;
}
