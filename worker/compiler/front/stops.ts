// Whether what follows is still carried out: after return, break and continue, which may depend on
// conditions not known yet.
import {branch} from "./branch.ts";
import type {Machine} from "./machine.ts";
import {or} from "./numbers.ts";
import type {BoolValue, Condition} from "./values.ts";

/** True where nothing more is carried out here. */
export function stopped(machine: Machine): Condition {
  let stop: Condition = false;
  for (const cell of machine.frame.stops) {
    const value = cell.value as Condition;
    if (value === true) return true;
    if (value !== false) stop = or(machine, stop, value);
  }
  return stop;
}

/** Carries out the rest where it is not stopped. */
export function unlessStopped(machine: Machine, stop: BoolValue, rest: () => void): void {
  const unclear = machine.frame.stops.filter(({value}) => typeof value !== "boolean");
  branch(
    machine,
    stop,
    () => {
      if (unclear.length === 1) machine.assign(unclear[0], true);
      return undefined;
    },
    () => {
      for (const cell of unclear) machine.assign(cell, false);
      rest();
      return undefined;
    }
  );
}

/** Carries out steps one after another until something stops them. */
export function runSteps(
  machine: Machine,
  count: number,
  step: (k: number) => void,
  from = 0
): void {
  for (let k = from; k < count; k++) {
    step(k);
    const stop = stopped(machine);
    if (stop === true) return;
    if (stop === false) continue;
    if (k + 1 < count) unlessStopped(machine, stop, () => runSteps(machine, count, step, k + 1));
    return;
  }
}
