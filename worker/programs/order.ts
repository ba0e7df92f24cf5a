// One batch on its way to the crew.
import type {Crew, Door} from "../crew.ts";
import type {Layout, ProgramJob} from "../device/programs.ts";
import type {Run, Stats} from "../work.ts";
import {writeBatch, type Batch} from "./layout.ts";

/** Who takes orders: the session, whose crew may be replaced by another. */
export interface Counter {
  readonly crew: Crew;
  readonly options: {readonly memory: number};
  submit<T>(what: string, send: (door: Door, slot: number) => Promise<T>): Run<T>;
  ask<T>(question: (door: Door) => Promise<T>): Promise<T>;
}

export interface ProgramAnswer {
  /** a vector of length n for each output. */
  vectors: Float64Array[];
  stats: Pick<Stats, "threads" | "evaluations" | "elapsed" | "compile">;
}

export interface ProgramRun extends Batch {
  /** for messages. */
  label: string;
  /** at most this many threads; default: all. */
  threads?: number | undefined;
  /** where the answer goes: a vector of length n for each output; default: new ones. */
  out?: readonly Float64Array[] | undefined;
}

export interface Order {
  call: ProgramRun;
  layout: Layout;
}

/** The batch without its outputs, as it is now. */
export function takeImage({call, layout}: Order): Float64Array<ArrayBuffer> {
  const image = new Float64Array(layout.outputs / 8);
  writeBatch(image, layout, call);
  return image;
}

/** What the coordinator is told, but for the place or the data. */
export function toJob({call: {label, n, threads}, layout}: Order, program: number): ProgramJob {
  return {program, label, n, layout, ...(threads !== undefined && {threads})};
}
