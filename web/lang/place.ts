// From a place in compiled code back to the cell.
import type {Place} from "./text.ts";

/** The place in the cell that compiled code at `line` and `column` (from 1) came from, by `CompiledCell.map`. */
export function toPlace(map: readonly number[], line: number, column: number): Place {
  let low = 0;
  let high = map.length / 4 - 1;
  if (high < 0) return {line, column};
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (isAfter(map, middle, line, column)) high = middle - 1;
    else low = middle;
  }
  const run = low * 4;
  if (isAfter(map, low, line, column)) return {line: map[run + 2], column: map[run + 3]};
  const place =
    line === map[run]
      ? {line: map[run + 2], column: map[run + 3] + column - map[run + 1]}
      : {line: map[run + 2] + line - map[run], column};
  return keepBefore(map, run, place);
}

function isAfter(map: readonly number[], index: number, line: number, column: number): boolean {
  return map[index * 4] > line || (map[index * 4] === line && map[index * 4 + 1] > column);
}

/** What was put in between two pieces of the cell counts as the beginning of the second. */
function keepBefore(map: readonly number[], run: number, place: Place): Place {
  if (run + 4 >= map.length || map[run + 6] !== place.line) return place;
  const next = map[run + 7];
  const isForward = map[run + 2] < place.line || map[run + 3] <= next;
  return isForward && place.column > next ? {line: place.line, column: next} : place;
}
