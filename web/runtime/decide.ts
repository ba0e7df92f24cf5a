// What is to happen to a unit now, and why. Decides only: nothing here changes a cell's values.
import {isCompiled, NONE} from "./cellState.ts";
import type {CellState, Seen, Slot, Standing, Unit, UnitInput} from "./cellState.ts";
import type {CellError, CellStatus, Reason} from "./types.ts";

export type Verdict =
  /** nothing can run here. */
  | {to: "block"; status: CellStatus; reason: Reason; error?: CellError}
  /** a giver is to run first; `mayRun`: then the unit would run by itself. */
  | {to: "wait"; reason: Reason; mayRun: boolean}
  /** it would have to run, but is not going to. */
  | {to: "hold"; reason: Reason}
  /** stopped before it could run. */
  | {to: "halt"}
  /** what it gave stands. */
  | {to: "keep"}
  | {to: "run"};

export interface Policy {
  isAutorun: boolean;
  isSame: (a: unknown, b: unknown) => boolean;
  brief: (value: unknown) => string;
  /** whether a name means something without any cell. */
  isKnown: (name: string) => boolean;
}

/**
 * Milliseconds that a cell may cost to run by itself: after a change above it, and after its own edit. The first run also
 * loads and compiles what later ones find ready, so as a forecast it gets the longer limit.
 */
const DEAR = {changed: 300, edited: 2000};

export function decide(unit: Unit, policy: Policy): Verdict {
  const blocked = findBlock(unit, policy);
  if (blocked) return blocked;
  const behind = findBehind(unit, "held");
  if (behind) return {to: "hold", reason: behind};
  const waited = findBehind(unit, "waiting");
  const isAsked = unit.cells.some(({ask}) => ask !== undefined);
  if (waited) {
    const mayRun = isAsked || findHold(unit, policy) === undefined;
    return {to: "wait", reason: waited, mayRun};
  }
  const isForced = unit.cells.some(({ask}) => ask === "run");
  const isCancelled = unit.cells.some(({outcome}) => outcome === "cancelled");
  if (!isForced && unit.cells.every((cell) => isFresh(unit, cell, policy)))
    return isCancelled && isAsked ? {to: "run"} : {to: "keep"};
  if (isAsked) return {to: "run"};
  if (isHalted(unit)) return {to: "halt"};
  const held = findHold(unit, policy);
  return held ? {to: "hold", reason: held} : {to: "run"};
}

/** The first input whose giver, or a function that belongs to it, stands so. */
function findBehind({inputs}: Unit, standing: Standing): Reason | undefined {
  for (const {name, from} of inputs) {
    const cell = from.cells.find((giver) => giver.standing === standing);
    if (cell) return {kind: "behind", name, cell: cell.input.id};
  }
  return undefined;
}

function findBlock(unit: Unit, policy: Policy): Verdict | undefined {
  for (const {input, link} of unit.cells) {
    if (!isCompiled(input.compiled))
      return {to: "block", status: "error", reason: NONE, error: input.compiled};
    if (link.problem?.error) return {to: "block", status: "error", ...link.problem};
    if (link.problem) return {to: "block", status: "blocked", ...link.problem};
    if (input.disabled) return {to: "block", status: "disabled", reason: NONE};
  }
  for (const cell of unit.cells) {
    for (const {name} of cell.compiled!.reads) {
      const reason = cell.link.clashes.get(name) ?? findMissing(cell, name, policy);
      if (reason) return {to: "block", status: "blocked", reason};
    }
  }
  for (const {name, from} of unit.inputs) {
    for (const giver of from.cells) {
      const reason = findFailure(name, giver);
      if (reason) return {to: "block", status: "blocked", reason};
    }
  }
  return undefined;
}

function findMissing(cell: CellState, name: string, {isKnown}: Policy): Reason | undefined {
  if (cell.link.from.has(name)) return undefined;
  const missing: Reason = {kind: "missing", name};
  // what was a cell's does not quietly become the browser's, such as `name` or `status`
  if (cell.bound.has(name)) return missing;
  return isKnown(name) || isAskedFor(cell, name) ? undefined : missing;
}

/** Whether the source asks `typeof name`: it knows what to do without. */
function isAskedFor({compiled}: CellState, name: string): boolean {
  return (
    compiled!.code.includes("typeof") &&
    new RegExp(`\\btypeof[\\s(]+${name.replaceAll("$", "\\$")}(?![\\w$])`).test(compiled!.code)
  );
}

function findFailure(name: string, giver: CellState): Reason | undefined {
  const cell = giver.input.id;
  if (giver.standing === "failed") return {kind: "failed", name, cell};
  if (giver.standing === "disabled") return {kind: "disabled", name, cell};
  return giver.standing === "blocked" ? giver.reason : undefined;
}

/** Whether the cell's last run took what it would take now. */
export function isFresh(unit: Unit, cell: CellState, policy: Policy): boolean {
  if (!cell.ran || cell.ran.key !== cell.input.key) return false;
  const inputs = unit.inputs.filter(({reader}) => reader === cell);
  return (
    cell.ran.seen.size === inputs.length &&
    inputs.every((input) => isUnchanged(cell, input, policy))
  );
}

function isUnchanged(cell: CellState, {name, giver}: UnitInput, {isSame}: Policy): boolean {
  const seen = cell.ran!.seen.get(name);
  const slot = giver.slots.get(name);
  if (!seen || !slot) return false;
  if (seen.slot === slot) return true;
  if (seen.other === slot || isAgain(seen, slot) || !isSame(seen.slot.value, slot.value)) {
    seen.other = slot;
    return false;
  }
  seen.slot = slot;
  return true;
}

/** An object that a stream gives a second time may have changed inside. */
function isAgain({slot: before}: Seen, slot: Slot): boolean {
  return slot.isStreamed && typeof slot.value === "object" && before.value === slot.value;
}

function isHalted({cells, inputs}: Unit): boolean {
  const halted = cells.find((cell) => cell.halted)?.halted;
  if (!halted) return false;
  const slots = inputs.map(({name, giver}) => giver.slots.get(name));
  halted.slots ??= slots;
  return halted.slots.every((slot, i) => slot === slots[i]);
}

/** Why a unit that has to run does not run by itself. */
function findHold(unit: Unit, policy: Policy): Reason | undefined {
  for (const cell of unit.cells) {
    const reason = findCellHold(unit, cell, policy);
    if (reason) return reason;
  }
  return undefined;
}

function findCellHold(unit: Unit, cell: CellState, policy: Policy): Reason | undefined {
  const {input, ran, forecast} = cell;
  const isEdited = ran !== undefined && ran.key !== input.key;
  const isNew = ran === undefined || isEdited;
  const change = isNew ? undefined : findChange(unit, cell, policy);
  const why = (otherwise: Reason): Reason => (isEdited ? {kind: "edited"} : (change ?? otherwise));
  if (!policy.isAutorun) return why({kind: "safe"});
  if (input.run === "manual") return why({kind: "manual"});
  if (input.run === "once" && !isNew) return {kind: "once"};
  if (input.run === "always") return undefined;
  const limit = isNew || cell.runs === 1 ? DEAR.edited : DEAR.changed;
  if (forecast === undefined || forecast <= limit) return undefined;
  return {
    kind: "dear",
    forecast,
    ...(change && {change: `${change.name}: ${change.from} → ${change.to}`})
  };
}

function findChange(unit: Unit, cell: CellState, policy: Policy) {
  for (const input of unit.inputs) {
    if (input.reader !== cell || isUnchanged(cell, input, policy)) continue;
    const {name, giver} = input;
    const seen = cell.ran!.seen.get(name);
    const slot = giver.slots.get(name);
    const from = seen ? policy.brief(seen.slot.value) : "";
    return {kind: "changed" as const, name, from, to: slot ? policy.brief(slot.value) : ""};
  }
  return undefined;
}
