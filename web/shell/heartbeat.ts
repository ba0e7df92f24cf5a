// Finds out whether the sandboxed document still answers. In Chromium it runs in a process of its own,
// so the page can tell and end it; where both share a thread the page hangs along and this never fires.

const BEAT = 1000;
/** Missed beats before the reader is told. */
const PATIENCE = 5;

export class Heartbeat {
  readonly #ping: (n: number) => void;
  readonly #onChange: (alive: boolean) => void;
  #sent = 0;
  #heard = 0;
  #alive = true;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(ping: (n: number) => void, onChange: (alive: boolean) => void) {
    this.#ping = ping;
    this.#onChange = onChange;
  }

  /** Starts anew; the document has just been opened. */
  start(): void {
    this.stop();
    this.#sent = this.#heard = 0;
    this.#alive = true;
    this.#timer = setInterval(() => this.#beat(), BEAT);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  hear(n: number): void {
    // only what was sent can be answered
    if (n > this.#heard && n <= this.#sent) this.#heard = n;
    if (this.#sent - this.#heard < PATIENCE) this.#tell(true);
  }

  /** Asks once more, ahead of time. */
  beat(): void {
    this.#ping(++this.#sent);
  }

  #beat(): void {
    // a hidden page's timers and its frame's are slowed down
    if (document.hidden) return;
    this.beat();
    if (this.#sent - this.#heard >= PATIENCE) this.#tell(false);
  }

  #tell(alive: boolean): void {
    if (alive === this.#alive) return;
    this.#alive = alive;
    this.#onChange(alive);
  }
}
