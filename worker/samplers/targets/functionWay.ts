// A plain function on workers of its own, which share the points of a call out among themselves.
import {Cancelled} from "../../device/device.ts";
import type {FunctionCrew} from "./functionCrew.ts";
import {Sharing} from "./sharing.ts";
import {failAt, type Asked, type Done, type TargetHooks, type Way} from "./way.ts";

interface Parts {
  what: string;
  names: readonly string[];
  crew: FunctionCrew;
  why: string;
  ask: TargetHooks["ask"];
}

export class FunctionWay implements Way {
  readonly canShare = true;
  readonly hasGradient = false;
  readonly #parts: Parts;
  #stop: ((why: Error) => void) | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async compute(asked: Asked): Promise<Done> {
    const {what, names, crew, ask = (question) => question()} = this.#parts;
    const stopped = new Promise<never>((_, reject) => (this.#stop = reject));
    stopped.catch(() => undefined);
    try {
      const {sharing, threads} = this.#share(asked);
      const {failure, busy} = await ask(() => Promise.race([sharing.finished, stopped]));
      if (failure) throw new PointFailure(failAt(what, names, asked.theta, failure));
      return {threads, busy};
    } catch (error) {
      if (error instanceof PointFailure) throw error.shown;
      // those still at work would go on with points that nobody waits for
      crew.end();
      throw error;
    } finally {
      this.#stop = undefined;
    }
  }

  #share(asked: Asked): {sharing: Sharing; threads: number} {
    const {what, crew} = this.#parts;
    const lose = (why: string): void =>
      this.#stop?.(new Error(`${what}: lost a worker of the log-likelihood, ${why}`));
    const workers = crew.take(Math.min(asked.threads, asked.values.length), lose);
    const sharing = new Sharing(asked, workers.length);
    let missing = 0;
    for (const starting of workers) {
      starting
        .then(
          (worker) => sharing.employ(worker),
          (error: Error) => {
            missing++;
            if (missing === workers.length) throw error;
          }
        )
        .catch((error: Error) => lose(error.message));
    }
    return {sharing, threads: workers.length};
  }

  cancel(): void {
    this.#stop?.(new Cancelled());
  }

  describe() {
    const {why} = this.#parts;
    return {device: "reference", why, compile: 0, reproducible: true} as const;
  }

  close(): void {
    this.cancel();
    this.#parts.crew.end();
  }
}

/** Of a point, when all workers are idle again. */
class PointFailure extends Error {
  readonly shown: Error;

  constructor(shown: Error) {
    super(shown.message);
    this.shown = shown;
  }
}
