// Binds the names of a cell's program: to what other cells give, or to what every cell can name.
import type {CellState, Seen, Unit} from "./cellState.ts";
import type {RunPlan} from "./cellRun.ts";
import {makeProgram, type Program} from "./program.ts";
import type {CellContext, GraphWorld} from "./types.ts";

const programs = new WeakMap<object, {names: string; program: Program}>();

export function planRun(unit: Unit, cell: CellState, world: GraphWorld): RunPlan {
  const {input, link} = cell;
  const compiled = cell.compiled!;
  const names = compiled.reads
    .map(({name}) => name)
    .filter((name) => link.from.has(name) || world.builtins.has(name));
  // no parameter for the browser's globals: they are found without one
  const key = `${input.id}(${names.join()})`;
  let made = programs.get(compiled);
  if (made?.names !== key) {
    made = {names: key, program: makeProgram(input.id, compiled.code, names)};
    programs.set(compiled, made);
  }
  const givers = new Map(names.map((name) => [name, findGiver(unit, cell, name)]));
  const shows = names.some((name) => isShow(name) && !link.from.has(name));
  return {
    id: input.id,
    compiled,
    program: made.program,
    bind: (context) =>
      names.map((name) => (givers.get(name) ?? world.builtins.get(name)!)(context)),
    showsValue: !shows,
    limit: input.limit ?? world.limit
  };
}

/** An expression that calls these shows what it wants to. */
function isShow(name: string): boolean {
  return name === "display" || name === "view";
}

function findGiver(
  unit: Unit,
  cell: CellState,
  name: string
): ((context: CellContext) => unknown) | undefined {
  if (!cell.link.from.has(name)) return undefined;
  const input = unit.inputs.find((other) => other.reader === cell && other.name === name);
  if (input) {
    const value = input.giver.slots.get(name)?.value;
    return () => value;
  }
  const giver = unit.cells.find(({input}) => input.id === cell.link.from.get(name))!;
  return () => makeLate(name, giver);
}

/** A function of a cell that runs at the same time: it is looked up when it is called. */
function makeLate(name: string, giver: CellState): (...args: unknown[]) => unknown {
  const late = function (this: unknown, ...args: unknown[]): unknown {
    const value = giver.slots.get(name)?.value;
    if (typeof value !== "function")
      throw new ReferenceError(`${name}: expected a call after its cell has run, got one before`);
    return Reflect.apply(value, this, args);
  };
  return Object.defineProperty(late, "name", {value: name});
}

/** What a run is about to take from other cells. */
export function takeInputs(unit: Unit, cell: CellState): Map<string, Seen> {
  const mine = unit.inputs.filter(({reader}) => reader === cell);
  return new Map(mine.map(({name, giver}) => [name, {slot: giver.slots.get(name)!}]));
}
