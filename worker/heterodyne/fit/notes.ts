// Which starts were moved, what the model cannot tell apart, what ended on a bound, and what the data hardly tell: in words.
import type {AngleChi2} from "../types.ts";
import type {FitAsked} from "./asked.ts";
import type {FitModel} from "./model.ts";
import type {Spread} from "./spread.ts";

/** `spread`: undefined where a fit was cancelled. */
export function toNotes(
  model: FitModel,
  {isActive, bounds, moved}: Pick<FitAsked, "isActive" | "bounds" | "moved">,
  theta: Float64Array,
  spread: Spread | undefined
): string[] {
  const notes = [...moved];
  const held = model.remark?.(theta, isActive);
  if (held !== undefined) notes.push(held);
  if (!spread) return notes;
  const nameOf = (i: number) => model.parameters[i].name;
  for (const group of spread.flat) notes.push(tellFlat(model, theta, group.map(nameOf)));
  for (const i of spread.onBound)
    notes.push(
      `${nameOf(i)} ended on its bound ${theta[i]}: no error is given, and the others' hold for it there.`
    );
  for (const [i, error] of spread.errors.entries()) {
    const [lower, upper] = bounds[i];
    if (error > 0.5 * (upper - lower))
      notes.push(`The data hardly tell ${nameOf(i)}: its error is as wide as its bounds.`);
  }
  return notes;
}

/** A little above 1, as normalisations differ. */
const MOST_CONTRAST = 1.05;

/** Contrast and offset are whatever fits best; no speckles have a contrast above 1, or below 0. */
export function toContrastNotes(angles: readonly AngleChi2[]): string[] {
  const odd = angles.filter(
    ({contrast, contrastError}) =>
      contrast - MOST_CONTRAST > 3 * contrastError || -contrast > 3 * contrastError
  );
  if (odd.length === 0) return [];
  const list = odd.map(({phi, contrast}) => `${Number(contrast.toPrecision(3))} at ${phi}°`);
  return [
    `No speckles have a contrast of ${list.join(", ")}: it should lie between 0 and 1. The fit is in a wrong place, or the correlation has hardly changed within the measured times. Try other starts (multistart), or another model.`
  ];
}

function tellFlat(model: FitModel, theta: Float64Array, names: readonly string[]): string {
  if (names.length === 1)
    return `${names[0]} has no effect on the correlation here: the data do not tell it, and it stays near its start.`;
  const list = `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
  const told = model.explain?.(theta, names);
  return `The data do not tell ${list} apart${told === undefined ? ": hold one of them" : `: ${told}`}.`;
}
