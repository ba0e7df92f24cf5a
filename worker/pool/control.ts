// The control words that the client, the coordinator and the lanes share. They lie below the
// kernels' static data, at an address every thread knows without asking. Hot words stand a cache
// line (16 words) apart.

/** First byte of the control words; the kernels' static data begins at CONTROL_END. */
export const CONTROL_BASE = 1024;
export const CONTROL_END = 8192;
/**
 * Static data of programs that have any lie here, above the kernels' and below all that is allocated: .tools/kernels.mjs
 * says which program's where.
 */
export const PROGRAM_DATA = 32768;
export const PROGRAM_DATA_END = 65536;

/** The most lanes a pool can have, the coordinator's own included. */
export const MAX_LANES = 32;
/** The most jobs that may be queued or running at one time. */
export const MAX_JOBS = 256;
/** The most arguments a kernel can take, begin and end excluded. */
export const MAX_ARGUMENTS = 24;
const ERROR_BYTES = 256;

/** Word offsets. */
export const EPOCH = 0;
export const STATE = 16;
export const NEXT = 32;
export const LEFT = 48;
export const FAILED = 64;
export const JOB = 65;
export const KERNEL = 66;
export const COUNT = 67;
export const BLOCK = 68;
export const ARGUMENT_COUNT = 69;
/** how many lanes, from the first, may work on the current epoch. */
export const ALLOWED = 70;
/** who may write the words above: the coordinator, or its caller. */
export const KEY = 71;
/** which program is run, or 0 for a kernel; where its bytes lie, how many; and the room between two lanes' scratch. */
export const PROGRAM = 184;
export const PROGRAM_AT = 185;
export const PROGRAM_BYTES = 186;
export const SCRATCH = 187;
const ARGUMENTS = 72;
const ERROR_TEXT = ARGUMENTS + 2 * MAX_ARGUMENTS;
const LANES = 192;
const JOBS = LANES + 16 * MAX_LANES;

/** STATE: whether lanes may take blocks of the current epoch; roused ones stay awake for the next. */
export const CLOSED = 0;
export const OPEN = 1;
export const ROUSED = 2;

/** KEY: nobody's, or whose. */
export const FREE = 0;
export const COORDINATOR = 1;
export const CALLER = 2;

/** A lane's own word. */
export const IDLE = 0;
export const BUSY = 1;
export const DEAD = 2;

/** A job's own word: what its owner wants of it. */
export const GO = 0;
export const PAUSE = 1;
export const CANCEL = 2;

export class Control {
  readonly words: Int32Array;
  readonly arguments: Float64Array;
  readonly #text: Uint8Array;

  constructor(buffer: ArrayBufferLike) {
    this.words = new Int32Array(buffer, CONTROL_BASE, (CONTROL_END - CONTROL_BASE) / 4);
    this.arguments = new Float64Array(buffer, CONTROL_BASE + 4 * ARGUMENTS, MAX_ARGUMENTS);
    this.#text = new Uint8Array(buffer, CONTROL_BASE + 4 * ERROR_TEXT, ERROR_BYTES);
  }

  lane(index: number): number {
    return LANES + 16 * index;
  }

  job(slot: number): number {
    return JOBS + slot;
  }

  /** Byte address of a word, for the WASM side. */
  address(word: number): number {
    return CONTROL_BASE + 4 * word;
  }

  /** Records the first failure of the current epoch and shuts it; later ones are dropped. */
  fail(lane: number, message: string): void {
    if (Atomics.compareExchange(this.words, FAILED, 0, lane + 1) !== 0) return;
    const bytes = new TextEncoder().encode(message).subarray(0, ERROR_BYTES - 1);
    this.#text.fill(0);
    this.#text.set(bytes);
    Atomics.store(this.words, STATE, CLOSED);
  }

  failure(): string {
    // TextDecoder refuses shared memory, hence the copy.
    const bytes = this.#text.slice();
    return new TextDecoder().decode(bytes.subarray(0, bytes.indexOf(0)));
  }

  /** Waits while a job is paused; returns false once it is cancelled. Not for a page's main thread. */
  mayGoOn(slot: number): boolean {
    const word = this.job(slot);
    for (;;) {
      const wish = Atomics.load(this.words, word);
      if (wish === GO) return true;
      if (wish === CANCEL) return false;
      Atomics.wait(this.words, word, PAUSE);
    }
  }

  /** Tells a job to go on, pause or stop. */
  tell(slot: number, wish: number): void {
    Atomics.store(this.words, this.job(slot), wish);
    Atomics.notify(this.words, this.job(slot));
  }
}
