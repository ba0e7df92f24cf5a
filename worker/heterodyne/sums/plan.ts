// Places of a room's parts, in words from its beginning: every part begins on a cache line.

const LINE = 8;

export interface Plan<T extends string> {
  readonly at: Readonly<Record<T, number>>;
  readonly lengths: Readonly<Record<T, number>>;
  readonly words: number;
}

export function makePlan<T extends string>(lengths: Record<T, number>): Plan<T> {
  const at = {} as Record<T, number>;
  let words = 0;
  for (const part of Object.keys(lengths) as T[]) {
    at[part] = words;
    words += Math.ceil(lengths[part] / LINE) * LINE;
  }
  return {at, lengths, words};
}
