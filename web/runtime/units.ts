import type {CellState, Unit} from "./cellState.ts";

/** Turns of the microtask queue in which a cell is done that awaits nothing, or what is there already. */
const TURNS = 64;

/** Joins linked cells, givers first, all to be decided anew. */
export function joinUnits(ids: readonly string[][], cells: ReadonlyMap<string, CellState>): Unit[] {
  const unitOf = new Map<CellState, Unit>();
  return ids.map((group) => {
    const members = group.map((id) => cells.get(id)!);
    const unit: Unit = {
      cells: members,
      inputs: [],
      givers: new Set(),
      readers: new Set(),
      isDirty: true,
      isPending: false
    };
    for (const cell of members) unitOf.set(cell, unit);
    for (const reader of members) {
      for (const [name, id] of reader.link.from) {
        const giver = cells.get(id)!;
        const from = unitOf.get(giver)!;
        if (from === unit) continue;
        unit.inputs.push({reader, name, giver, from});
        unit.givers.add(from);
        from.readers.add(unit);
      }
    }
    return unit;
  });
}

/** Every unit that one of these reads from, directly or not. */
export function findAbove(units: readonly Unit[]): Set<Unit> {
  return reach(units, ({givers}) => givers);
}

/** Every unit that works with one value of a cell, directly or not; who reads the cell's other names is none of them. */
export function findUsers({readers}: Unit, giver: CellState, name: string): Set<Unit> {
  const direct = [...readers].filter(({inputs}) =>
    inputs.some((input) => input.giver === giver && input.name === name)
  );
  return new Set([...direct, ...reach(direct, ({readers}) => readers)]);
}

function reach(starts: readonly Unit[], next: (unit: Unit) => Iterable<Unit>): Set<Unit> {
  const reached = new Set<Unit>();
  const waiting = starts.flatMap((unit) => [...next(unit)]);
  for (let unit = waiting.pop(); unit; unit = waiting.pop()) {
    if (reached.has(unit)) continue;
    reached.add(unit);
    waiting.push(...next(unit));
  }
  return reached;
}

/** Resolves when cells that take no time are done, and soon where they take some. */
export async function waitFor({cells}: Unit): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) {
    if (!cells.some(({outcome}) => outcome === "running")) return;
    await Promise.resolve();
  }
}

export function isRunning({cells}: Unit): boolean {
  return cells.some(({outcome}) => outcome === "running");
}

/** Whether values of a cell above are being worked on here; one that waits for others is not counted. */
export function isAtWork(unit: Unit): boolean {
  return unit.isDirty || isRunning(unit);
}
