// Tries to write a loop out, and to keep it, so that what fails leaves nothing behind.
import {attempt} from "./branch.ts";
import {NeedsUnroll, TooMuch} from "./errors.ts";
import type {Machine} from "./machine.ts";

/** Carries out work as long as it writes no more than so many values. */
export function tryWithin(machine: Machine, values: number, work: () => boolean): boolean {
  const {emit} = machine;
  const outer = emit.limit;
  const own = emit.size + values;
  emit.limit = Math.min(outer, own);
  try {
    return attempt(machine, () => {
      if (!work()) throw new TooMuch();
      return true;
    });
  } catch (error) {
    if (error instanceof TooMuch && own < outer) return false;
    throw error;
  } finally {
    emit.limit = outer;
  }
}

/** Keeps a loop; where that is not possible it is written out, however long that is. */
export function keepOrUnroll(machine: Machine, keep: () => void, unroll: () => boolean): void {
  try {
    attempt(machine, keep);
  } catch (error) {
    if (!(error instanceof NeedsUnroll)) throw error;
    // the reason is for the loop around to hear, if that one is kept
    const failure = machine.keptDepth > 0 ? error : error.reason;
    if (!attempt(machine, () => isPossible(machine, unroll))) throw failure;
  }
}

function isPossible(machine: Machine, unroll: () => boolean): boolean {
  try {
    return unroll();
  } catch (error) {
    if (error instanceof TooMuch && machine.emit.limit >= machine.emit.most) return false;
    throw error;
  }
}
