// The carried values of a loop's next pass: all at once in meaning, one after the other in JavaScript.
import type {Expression} from "./expressions.ts";

export interface Assignment {
  /** the variable, as what expressions read. */
  place: number;
  /** what it is called. */
  name: string;
  next: Expression;
}

/** Puts assignments in an order in which none changes what a later one reads; a circle is cut by `save`. */
export function* order(
  assignments: readonly Assignment[],
  save: (value: Expression) => Expression
): Generator<Assignment> {
  const left = new Map(assignments.map((assignment) => [assignment.place, {...assignment}]));
  const readers = new Map<number, Set<Assignment>>();
  for (const assignment of left.values()) {
    for (const place of assignment.next.reads) {
      if (place === assignment.place || !left.has(place)) continue;
      readers.set(place, (readers.get(place) ?? new Set()).add(assignment));
    }
  }
  const isFree = (place: number) => (readers.get(place)?.size ?? 0) === 0;
  const free = [...left.values()].filter(({place}) => isFree(place));
  while (left.size > 0) {
    const assignment = free.shift();
    if (!assignment) {
      const [place, first] = left.entries().next().value as [number, Assignment];
      for (const reader of readers.get(place) ?? []) {
        const {reads} = reader.next;
        reader.next = save(reader.next);
        for (const other of reads) drop(other, reader);
      }
      if (left.has(place) && !free.includes(first)) free.push(first);
      continue;
    }
    left.delete(assignment.place);
    yield assignment;
    for (const place of assignment.next.reads) drop(place, assignment);
  }

  function drop(place: number, reader: Assignment): void {
    readers.get(place)?.delete(reader);
    const waiting = left.get(place);
    if (waiting && isFree(place) && !free.includes(waiting)) free.push(waiting);
  }
}
