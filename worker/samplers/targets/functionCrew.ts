// Workers that each hold one plain function. They can be ended at any moment, whatever the function does, and
// are started again by the next call.
import * as Comlink from "comlink";
import type {ScriptStart} from "../../entry.ts";
import type {Hand} from "../../home.ts";
import type {FunctionAnswer, FunctionSpec, FunctionWork} from "./functionWork.ts";

export interface FunctionWorker {
  evaluate(points: Float64Array<ArrayBuffer>): Promise<FunctionAnswer>;
}

interface Parts {
  spec: FunctionSpec;
  /** functionScript.ts as text. */
  code: string;
  spawn: () => Promise<Hand>;
  /** the most workers. */
  size: number;
  /** whether a port must not keep the process. */
  isQuiet: boolean;
}

export class FunctionCrew {
  readonly #parts: Parts;
  #workers: Promise<FunctionWorker>[] = [];
  /** what ends one worker each; those of another generation are not ours any more. */
  #ends = new Set<() => void>();
  #onLost: (why: string) => void = () => undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** The first `count` workers; those that are not there are started. `onLost` hears of one that ends by itself. */
  take(count: number, onLost: (why: string) => void): readonly Promise<FunctionWorker>[] {
    this.#onLost = onLost;
    const wanted = Math.min(count, this.#parts.size);
    while (this.#workers.length < wanted) {
      const starting = this.#start();
      starting.catch(() => undefined); // whoever waits for it hears of it
      this.#workers.push(starting);
    }
    return this.#workers.slice(0, wanted);
  }

  async #start(): Promise<FunctionWorker> {
    const {spec, code, spawn, isQuiet} = this.#parts;
    const ends = this.#ends;
    const hand = await spawn();
    if (ends !== this.#ends) {
      hand.terminate();
      throw new Error("ended before it had started");
    }
    hand.onEnd((why) => {
      if (ends === this.#ends) this.#onLost(why);
    });
    const {port1, port2} = new MessageChannel();
    const start: ScriptStart = {role: "script", code, spec, port: port2};
    hand.post(start, [port2]);
    const work = Comlink.wrap<FunctionWork>(port1);
    if (isQuiet) (port1 as {unref?: () => void}).unref?.();
    ends.add(() => {
      hand.terminate();
      port1.close();
    });
    return {evaluate: (points) => work.evaluate(Comlink.transfer(points, [points.buffer]))};
  }

  /** Ends all workers; what they were asked is never answered. */
  end(): void {
    const ends = this.#ends;
    this.#ends = new Set();
    this.#workers = [];
    for (const end of ends) end();
  }
}
