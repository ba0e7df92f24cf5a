// Names whose value changes by itself: each is a small cell that the document adds when some cell reads
// the name and none defines it, so that the graph needs to know nothing of them.
import type {CellInput} from "../runtime/types.ts";

const STREAMS = ["width", "now"] as const;
export type StreamName = (typeof STREAMS)[number];

/** What their ids start with: they are not shown. */
const HIDDEN = "stream:";

export function isStreamCell(id: string): boolean {
  return id.startsWith(HIDDEN);
}

/** The cells to add to those of a document: names read there, less the names defined there. */
export function findStreamCells(cells: readonly CellInput[]): CellInput[] {
  const compiled = cells.flatMap((cell) => ("code" in cell.compiled ? [cell.compiled] : []));
  const defined = new Set(compiled.flatMap(({defines}) => defines));
  const read = new Set(compiled.flatMap(({reads}) => reads.map(({name}) => name)));
  return STREAMS.filter((name) => read.has(name) && !defined.has(name)).map(toCell);
}

function toCell(name: StreamName): CellInput {
  return {
    id: HIDDEN + name,
    key: HIDDEN + name,
    run: "auto",
    disabled: false,
    compiled: {
      kind: "program",
      code: `return {${name}: Generators.${name}()};`,
      defines: [name],
      functions: [],
      types: [],
      reads: [{name: "Generators", line: 1, column: 1}],
      assigns: [],
      imports: [],
      marks: [],
      map: []
    }
  };
}
