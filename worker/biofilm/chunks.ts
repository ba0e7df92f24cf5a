// Many points in pieces, so that there is progress to report and the work can be held and stopped between them.
import {Cancelled} from "../device/device.ts";
import {makePace} from "../pace.ts";
import {RunHandle} from "../run.ts";
import type {Run} from "../work.ts";

/** Whoever computes the points. */
interface Worker {
  cancel(): void;
  close(): void;
}

interface Chunked<W extends Worker, T> {
  phase: string;
  points: number;
  /** the most points of a piece: what the worker has room for. */
  size: number;
  open: () => Promise<W>;
  piece: (worker: W, begin: number, end: number) => Promise<void>;
  /** what comes after the last piece; `breathe` between its own slices. */
  finish: (worker: W, breathe: () => void | Promise<void>) => T | Promise<T>;
}

export function runInChunks<W extends Worker, T>(chunked: Chunked<W, T>): Run<T> {
  const {phase, points, size, open, piece, finish} = chunked;
  const pace = makePace((progress) => handle.report(progress));
  let worker: W | undefined;
  const rest = async (): Promise<void> => {
    await pace.rest(() => ({phase, done: points, total: points}));
    if (pace.isCancelled) throw new Cancelled();
  };
  const breathe = () => (pace.isDue() ? rest() : undefined);
  const work = async (): Promise<T> => {
    handle.started();
    worker = await open();
    try {
      for (let begin = 0; begin < points; begin += size) {
        await pace.rest(() => ({phase, done: begin, total: points}));
        if (pace.isCancelled) throw new Cancelled();
        await piece(worker, begin, Math.min(begin + size, points));
      }
      return await finish(worker, breathe);
    } finally {
      worker.close();
      pace.close();
    }
  };
  const handle: RunHandle<T> = new RunHandle(Promise.resolve().then(work), {
    ...pace.steering,
    cancel() {
      pace.steering.cancel();
      worker?.cancel();
    }
  });
  return handle;
}
