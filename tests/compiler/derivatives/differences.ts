// Derivatives by differences of values: what the exact ones are compared with.
import {interpret} from "../../../worker/compiler/interpret.ts";
import type {Model} from "../../../worker/compiler/ir.ts";

/** A difference quotient, and how far it moves when the step is doubled. */
interface Quotient {
  value: number;
  doubt: number;
}

/** outputs × inputs by rows, by central differences in one parameter. */
export function differences(model: Model, inputs: readonly number[][], by = 0): Quotient[] {
  const columns = inputs[by].map((x, k) => {
    const h = 6e-6 * Math.max(1, Math.abs(x));
    const move = (to: number) => inputs.map((input, i) => (i === by ? input.with(k, to) : input));
    const quotients = (step: number) => {
      const [above, below] = [x + step, x - step].map((to) => interpret(model, move(to)));
      return Array.from(above, (value, row) => (value - below[row]) / (x + step - (x - step)));
    };
    const twice = quotients(2 * h);
    return quotients(h).map((value, row) => ({value, doubt: Math.abs(value - twice[row])}));
  });
  return columns[0].flatMap((_, row) => columns.map((column) => column[row]));
}

/** The largest error beside what differences cannot see, which is nothing where a function is too steep for them. */
export function errorOf(exact: ArrayLike<number>, rough: readonly Quotient[]): number {
  if (exact.length !== rough.length) return Infinity;
  const errors = rough.map(({value, doubt}, k) => {
    const scale = Math.max(1, Math.abs(value));
    if (doubt > 1e-4 * scale) return 0;
    const error = Math.abs(exact[k] - value) - 3 * doubt;
    return Number.isNaN(error) ? Infinity : error / scale;
  });
  return Math.max(0, ...errors);
}

/** The largest difference, where numbers above one count relatively. */
export function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Infinity;
  let most = 0;
  for (let k = 0; k < a.length; k++) {
    if (Object.is(a[k], b[k])) continue;
    const gap = Math.abs(a[k] - b[k]) / Math.max(1, Math.abs(a[k]), Math.abs(b[k]));
    most = Math.max(most, Number.isNaN(gap) ? Infinity : gap);
  }
  return most;
}

/** The inputs a little moved, so that none is the same as another or as a literal of the program. */
export function stir(inputs: readonly number[][]): number[][] {
  let count = 0;
  return inputs.map((input) => input.map((x) => x + 0.001237 + 0.0000731 * count++));
}
