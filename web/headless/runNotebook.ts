// Runs a notebook in a thread of its own and keeps the time.
import {readFile} from "node:fs/promises";
import {Worker} from "node:worker_threads";
import type {RunCommand} from "./options.ts";
import type {CellState, Message, Result, Task, ValueResult} from "./result.ts";

/** Milliseconds that cells have to end by themselves when their time is over. */
const GRACE = 500;

export interface Outcome {
  result: Result;
  /** for stderr, in the order of the file. */
  messages: string[];
  isFailure: boolean;
}

export async function runNotebook(command: RunCommand, entry: URL): Promise<Outcome> {
  const {file, set, threads, numerics, timeout} = command;
  const task: Task = {text: await readFile(file, "utf8"), path: file, set, threads, numerics};
  const cells = new Map<string, CellState>();
  let title = file;
  const values = new Map<string, Record<string, ValueResult>>();
  const notes: string[] = [];

  const take = (message: Message) => {
    if (message.kind === "start") {
      title = message.title;
      for (const cell of message.cells) cells.set(cell.id, toWaiting(cell));
    }
    if (message.kind === "cell") cells.set(message.cell.id, message.cell);
    else if (message.kind === "values") values.set(message.cell, message.values);
    else if (message.kind === "note") notes.push(message.text);
  };
  await runWorker(entry, task, timeout, take);

  const states = [...cells.values()].map((cell) => cutShort(cell, timeout));
  const messages = states.flatMap(({error, isFailure, status}) =>
    error && (isFailure || status === "blocked")
      ? [`${file}:${error.line}:${error.column}: ${error.name}: ${error.message}`]
      : []
  );
  return {
    result: {
      title,
      cells: states.map(({isRunning: _, isFailure: __, ...cell}) => cell),
      values: Object.assign({}, ...states.map(({id}) => values.get(id))) as Result["values"]
    },
    messages: [...messages, ...notes],
    isFailure: states.some(({isFailure}) => isFailure)
  };
}

function toWaiting({id, line}: {id: string; line: number}): CellState {
  return {id, line, status: "blocked", ms: 0, isRunning: false, isFailure: false};
}

/** Whatever was running when the thread had to be ended. */
function cutShort(cell: CellState, timeout: number): CellState {
  if (!cell.isRunning) return cell;
  const message = `cancelled: still running after ${timeout} s (--timeout)`;
  const error = {name: "AbortError", message, line: cell.line, column: 1};
  return {...cell, status: "cancelled", ms: 1000 * timeout, error, isFailure: true};
}

async function runWorker(
  entry: URL,
  task: Task,
  timeout: number,
  take: (message: Message) => void
): Promise<void> {
  // what cells print is not the command's answer
  const worker = new Worker(entry, {workerData: task, stdout: true});
  worker.stdout.pipe(process.stderr, {end: false});
  const timers: NodeJS.Timeout[] = [];
  try {
    await new Promise<void>((resolve, reject) => {
      timers.push(
        setTimeout(() => worker.postMessage("stop"), 1000 * timeout),
        setTimeout(resolve, 1000 * timeout + GRACE)
      );
      worker.on("message", (message: Message) => {
        take(message);
        if (message.kind === "done") resolve();
      });
      worker.on("error", reject);
      worker.on("exit", () => resolve());
    });
  } finally {
    for (const timer of timers) clearTimeout(timer);
    await worker.terminate();
  }
}
