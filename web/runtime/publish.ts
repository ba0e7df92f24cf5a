// A cell's values on their way to its readers: the same value keeps its slot, and nobody runs for it.
import type {CellState} from "./cellState.ts";

type IsSame = (a: unknown, b: unknown) => boolean;

/** Replaces a cell's values by those of a run; whether any is another. */
export function publish(cell: CellState, values: Map<string, unknown>, isSame: IsSame): boolean {
  const at = performance.now();
  let isChanged = false;
  for (const name of cell.slots.keys()) if (!values.has(name)) cell.slots.delete(name);
  for (const [name, value] of values) {
    const slot = cell.slots.get(name);
    if (slot && isSame(slot.value, value)) slot.value = value;
    else {
      cell.slots.set(name, {value, at, isStreamed: false});
      isChanged = true;
    }
  }
  return isChanged;
}

/** Replaces one value by the next of its stream; whether it is another. */
export function publishNext(
  cell: CellState,
  name: string,
  value: unknown,
  isSame: IsSame
): boolean {
  const slot = cell.slots.get(name);
  // an object may come again with other contents
  const isAgain = typeof value === "object" && slot?.value === value;
  if (slot && !isAgain && isSame(slot.value, value)) {
    slot.value = value;
    return false;
  }
  cell.slots.set(name, {value, at: performance.now(), isStreamed: true});
  return true;
}
