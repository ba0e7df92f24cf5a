// What loops write.
import {regionsOf, type ArrayId, type Op, type Region, type StoreOp} from "../ir.ts";

/** Every store in an op's regions. */
export function storesIn(op: Op, stores: StoreOp[] = []): StoreOp[] {
  for (const region of regionsOf(op)) collect(region, stores);
  return stores;
}

function collect({ops}: Region, stores: StoreOp[]): void {
  for (const op of ops) {
    if (op.kind === "store") stores.push(op);
    else if (op.kind === "for" || op.kind === "while") storesIn(op, stores);
  }
}

/** The arrays that an op's regions write. */
export function storedArrays(op: Op): Set<ArrayId> {
  return new Set(storesIn(op).map(({array}) => array));
}
