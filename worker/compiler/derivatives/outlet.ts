// Where a derivative's answer goes: rows of tangents beside or after the values. Most models store each
// answer once and never read it back, so that tangents go straight to their place.
import {surveyArrays} from "../arrayUse.ts";
import {OUTPUT, type ArrayId, type Op, type StoreOp, type Value} from "../ir.ts";
import type {Copy} from "./copy.ts";
import {writeLoop} from "./loops.ts";
import {isAnswerOpen} from "./memory.ts";

/** More zeros than this are written by a loop ahead of all else. */
const MANY = 32;

export interface Outlet {
  /** whether stores to the answer come here; else the answer is an array like any other until the end. */
  isOpen: boolean;
  store: (op: StoreOp, tangents: ReadonlyMap<number, Value>) => void;
  /** `shadow` gives the array of the answer's tangents in a direction. */
  close: (shadow: (direction: number) => ArrayId | undefined) => void;
}

export function openOutlet(copy: Copy, count: number, withValue: boolean): Outlet {
  return isAnswerOpen(copy.program)
    ? kept(copy, count, withValue)
    : straight(copy, count, withValue);
}

function straight(copy: Copy, count: number, withValue: boolean): Outlet {
  const {builder, write, program} = copy;
  const first = withValue ? program.arrays[OUTPUT].size : 0;
  const isPlain = surveyArrays(program)[OUTPUT].isPlain && !storesTwice(program.body.ops);
  /** places that hold zero whatever the inputs. */
  const zeros: number[] = [];
  const store = (op: StoreOp, tangents: ReadonlyMap<number, Value>): void => {
    const index = copy.of(op.index);
    const where = op.where === undefined ? undefined : copy.of(op.where);
    if (withValue) builder.store(OUTPUT, index, copy.of(op.value), where);
    const row = write.index("imul", index, write.integer(count));
    for (let d = 0; d < count; d++) {
      const tangent = tangents.get(d);
      const place = write.literalOf(index)! * count + d + first;
      if (tangent === undefined && isPlain) {
        zeros.push(place);
        continue;
      }
      const target = write.index("iadd", row, write.integer(first + d));
      builder.store(OUTPUT, target, tangent ?? write.number(0), where);
    }
  };
  const close = (): void => {
    if (zeros.length <= MANY) {
      for (const place of zeros) builder.output(place, write.number(0));
      return;
    }
    const total = builder.program.arrays[OUTPUT].size;
    const {ops} = builder.inRegion(() => {
      const zero = write.number(0);
      writeLoop(write, total, (index) => builder.store(OUTPUT, index, zero));
    });
    builder.program.body.ops.unshift(...ops);
  };
  return {isOpen: true, store, close};
}

/** Whether an answer is stored more than once; only called where all places are literals. */
function storesTwice(ops: readonly Op[]): boolean {
  const literals = new Map<Value, number | boolean>();
  const stored = new Set<number | boolean | undefined>();
  for (const op of ops) {
    if (op.kind === "const") literals.set(op.result, op.value);
    if (op.kind !== "store" || op.array !== OUTPUT) continue;
    const place = literals.get(op.index);
    if (stored.has(place)) return true;
    stored.add(place);
  }
  return false;
}

function kept(copy: Copy, count: number, withValue: boolean): Outlet {
  const {builder, write} = copy;
  const {size} = copy.program.arrays[OUTPUT];
  const first = withValue ? size : 0;
  const answer = copy.keepAnswer();
  const store = () => undefined;
  const close: Outlet["close"] = (shadow) => {
    const shadows = Array.from({length: count}, (_, d) => shadow(d));
    writeLoop(write, size, (index) => {
      if (withValue) builder.store(OUTPUT, index, builder.load(answer, index));
      const row = write.index("imul", index, write.integer(count));
      shadows.forEach((array, d) => {
        const place = write.index("iadd", row, write.integer(first + d));
        const tangent = array === undefined ? write.number(0) : builder.load(array, index);
        builder.store(OUTPUT, place, tangent);
      });
    });
  };
  return {isOpen: false, store, close};
}
