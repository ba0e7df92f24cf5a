// Who reads what from whom, by names alone: edges, clashes, cycles and the order of running.
import type {CompiledCell} from "../lang/cell.ts";
import {findGroups} from "./findGroups.ts";
import type {CellError, Reason} from "./types.ts";

export interface Linkable {
  id: string;
  /** the last version that could be compiled. */
  compiled: CompiledCell | undefined;
  /** whether the present version cannot run, so that its names come from nowhere. */
  isBroken: boolean;
  /** reads nothing then. */
  isDisabled: boolean;
}

export interface Link {
  /** names that other cells give, with the giver's id. */
  from: Map<string, string>;
  /** names that several cells define. */
  clashes: Map<string, Reason>;
  /** why the cell cannot run whatever the others do. */
  problem: {reason: Reason; error?: CellError} | undefined;
}

export interface Links {
  byId: Map<string, Link>;
  /** ids in the order of running: givers first, else as in the document; functions that call one another share a unit. */
  units: string[][];
}

export function link(cells: readonly Linkable[]): Links {
  const definers = findDefiners(cells);
  const byId = new Map(cells.map((cell) => [cell.id, linkCell(cell, definers)]));
  const place = new Map(cells.map(({id}, i) => [id, i]));
  const isFunction = new Map(cells.map(({id, compiled}) => [id, new Set(compiled?.functions)]));
  const groups = findGroups(
    cells.map(({id}) => id),
    (id) => byId.get(id)!.from.values()
  );

  const units: string[][] = [];
  for (const group of groups) {
    const members = new Set(group);
    const isLate = group.every((id) =>
      [...byId.get(id)!.from].every(
        ([name, giver]) => !members.has(giver) || isFunction.get(giver)!.has(name)
      )
    );
    if (isLate) units.push(group.sort((a, b) => place.get(a)! - place.get(b)!));
    else {
      const cycles = group.map((id) => findCycle(id, members, byId));
      group.forEach((id, i) => {
        byId.get(id)!.problem = {reason: cycles[i]};
        units.push([id]);
      });
      for (const id of group) byId.get(id)!.from.clear();
    }
  }
  return {byId, units: sortUnits(units, byId, place)};
}

function findDefiners(cells: readonly Linkable[]): Map<string, string[]> {
  const definers = new Map<string, string[]>();
  for (const {id, compiled, isBroken} of cells) {
    if (isBroken) continue;
    for (const name of compiled?.defines ?? []) {
      const others = definers.get(name);
      if (others) others.push(id);
      else definers.set(name, [id]);
    }
  }
  // a cell that is being typed in keeps its names, unless another has taken them
  for (const {id, compiled, isBroken} of cells) {
    if (!isBroken) continue;
    for (const name of compiled?.defines ?? []) if (!definers.has(name)) definers.set(name, [id]);
  }
  return definers;
}

function linkCell(
  {id, compiled, isBroken, isDisabled}: Linkable,
  definers: Map<string, string[]>
): Link {
  const found: Link = {from: new Map(), clashes: new Map(), problem: undefined};
  if (isBroken || isDisabled || !compiled) return found;
  const foreign = compiled.assigns.find(({name}) => definers.has(name));
  if (foreign) {
    const {name, line, column} = foreign;
    const [cell] = definers.get(name)!;
    const message = `${name} belongs to another cell: assign to a new name, or change it there`;
    const trace = [{cell: id, line, column}];
    const error = {name: "SyntaxError", message, line, column, trace};
    found.problem = {reason: {kind: "foreign", name, cell}, error};
    return found;
  }
  const double = compiled.defines.find((name) => definers.get(name)!.length > 1);
  if (double !== undefined) {
    found.problem = {reason: {kind: "duplicate", name: double, cells: definers.get(double)!}};
    return found;
  }
  for (const {name} of compiled.reads) {
    const givers = definers.get(name);
    if (givers?.length === 1) found.from.set(name, givers[0]);
    else if (givers) found.clashes.set(name, {kind: "duplicate", name, cells: givers});
  }
  return found;
}

/** The shortest way from a cell back to itself, in the direction in which values flow. */
function findCycle(start: string, members: Set<string>, byId: Map<string, Link>): Reason {
  const next = new Map<string, {id: string; name: string}>();
  const waiting = [start];
  for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
    for (const [name, giver] of byId.get(id)!.from) {
      if (!members.has(giver) || next.has(giver)) continue;
      next.set(giver, {id, name});
      waiting.push(giver);
    }
  }
  const cells: string[] = [];
  const names: string[] = [];
  let at = start;
  do {
    const step = next.get(at)!;
    cells.push(at);
    names.push(step.name);
    at = step.id;
  } while (at !== start);
  return {kind: "cycle", cells, names};
}

/** Givers first; of those that could come next, the first in the document. */
function sortUnits(
  units: string[][],
  byId: Map<string, Link>,
  place: Map<string, number>
): string[][] {
  const unitOf = new Map(units.flatMap((unit) => unit.map((id) => [id, unit])));
  const readers = new Map(units.map((unit) => [unit, new Set<string[]>()]));
  const missing = new Map<string[], number>();
  for (const unit of units) {
    const givers = new Set(
      unit.flatMap((id) => [...byId.get(id)!.from.values()]).map((id) => unitOf.get(id)!)
    );
    givers.delete(unit);
    missing.set(unit, givers.size);
    for (const giver of givers) readers.get(giver)!.add(unit);
  }
  const placeOf = (unit: string[]) => place.get(unit[0])!;
  // last in the document first, so that the next is popped
  const ready = units
    .filter((unit) => missing.get(unit) === 0)
    .sort((a, b) => placeOf(b) - placeOf(a));
  const sorted: string[][] = [];
  for (let unit = ready.pop(); unit; unit = ready.pop()) {
    sorted.push(unit);
    for (const reader of readers.get(unit)!) {
      const left = missing.get(reader)! - 1;
      missing.set(reader, left);
      if (left === 0) insert(ready, reader, placeOf);
    }
  }
  return sorted;
}

function insert(ready: string[][], unit: string[], placeOf: (unit: string[]) => number): void {
  let low = 0;
  let high = ready.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (placeOf(ready[middle]) > placeOf(unit)) low = middle + 1;
    else high = middle;
  }
  ready.splice(low, 0, unit);
}
