import type {StreamWords} from "../counter.ts";
import {integerAt, leastOf} from "../integers/reference.ts";

/** The order of `size` things after Fisher and Yates; all of it belongs to index 0 of the axis. */
export function shuffle(
  args: {order: Uint32Array; size: number} & StreamWords,
  begin: number,
  end: number
): void {
  const {order, size} = args;
  if (begin > 0 || end < 1) return;
  for (let i = 0; i < size; i++) order[i] = i;
  for (let i = size - 1; i > 0; i--) {
    const j = integerAt(i, i + 1, leastOf(i + 1), args);
    const held = order[i];
    order[i] = order[j];
    order[j] = held;
  }
}
