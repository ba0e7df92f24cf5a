// Which way a model is differentiated: forward or backward, all directions at once or some at a time, all
// columns or one direction a colour. All give the same derivative.
import {OUTPUT, type Model, type Program} from "../ir.ts";
import {toList} from "./bits.ts";
import {colourColumns, countColours} from "./colour.ts";
import {compressedJacobian} from "./compressed.ts";
import {reach} from "./flow.ts";
import {forward} from "./forward.ts";
import {forwardInChunks, type ManyOptions} from "./many.ts";
import {findColumns, type Columns} from "./parameters.ts";
import {reverse} from "./reverse.ts";
import {reverseInLoop} from "./rows.ts";
import {findDependence} from "./sparsity.ts";
import {cheapest, hasLoop, hasRoom, hasWhile, polish} from "./work.ts";

export interface DeriveOptions {
  by?: string | readonly string[];
  withValue?: boolean;
  name: string;
  isScalar?: boolean;
  area: string;
}

/** With at most so many columns both ways are tried. */
const FEW_COLUMNS = 4;
/** With at most so many columns a program with loops is followed in all directions at once. */
const ONE_CHUNK = 8;
/** With at most so many outputs each gets its own way back. */
const FEW_ROWS = 4;
/** How much more a way back costs than the program, and a direction forward. */
const BACK = 4;
const ALONG = 1.5;
/** Without loops no tape is kept, and a way back may cost so little. */
const BACK_AT_BEST = 1;

/** outputs × columns by rows. */
export function derive(model: Model, options: DeriveOptions): Model {
  const {program} = model;
  const columns = findColumns(program, options.by, options.area);
  const rows = program.arrays[OUTPUT].size;
  const ways = hasLoop(program)
    ? waysThroughLoops(model, columns, rows)
    : waysStraight(program, columns, rows);
  const made = ways.map((way) => polish(write(model, way, columns, options)));
  const fitting = made.filter((model, k) => !isBackward(ways[k]) || hasRoom(model));
  if (fitting.length > 0) return cheapest(fitting);
  return polish(write(model, forwardThroughLoops(model, columns), columns, options));
}

type Way = "forward" | "chunks" | "reverse" | "rows" | {compressed: readonly bigint[]};

const isBackward = (way: Way): boolean => way === "reverse" || way === "rows";

function write(model: Model, way: Way, columns: Columns, options: DeriveOptions): Model {
  const by = columns.params.map(({name}) => name);
  const {withValue = false, name, isScalar, area} = options;
  const common = {by, withValue, name, isScalar, area};
  const many: ManyOptions = {by, count: columns.count, withValue, name, isScalar};
  if (way === "forward") return forward(model, {...common, directions: "identity"});
  if (way === "reverse") return reverse(model, {...common, weights: "each"});
  if (way === "chunks") return forwardInChunks(model, many);
  if (way === "rows") return reverseInLoop(model, many);
  const colours = colourColumns(way.compressed, columns.count);
  return compressedJacobian(model, many, {rows: way.compressed, colours});
}

/** Without loops the sets of directions that values move with say what going forward costs. */
function waysStraight(program: Program, columns: Columns, rows: number): Way[] {
  const {count, first} = columns;
  if (count <= rows || count === 1) return ["forward"];
  if (count <= FEW_COLUMNS) return ["forward", "reverse"];
  const {values} = reach(program, (array, element) => {
    const start = first.get(array);
    if (start === undefined || element === undefined)
      return start === undefined ? 0n : allOf(columns);
    return 1n << BigInt(start + element);
  });
  const sizes = values.filter((set) => set !== 0n).map((set) => toList(set).length);
  const along = sizes.reduce((sum, size) => sum + size, 0) * ALONG;
  const back = sizes.length * rows;
  if (along <= back * BACK_AT_BEST) return ["forward"];
  return along > back * BACK ? ["reverse"] : ["forward", "reverse"];
}

function allOf({count}: Columns): bigint {
  return (1n << BigInt(count)) - 1n;
}

function waysThroughLoops(model: Model, columns: Columns, rows: number): Way[] {
  const canGoBack = !hasWhile(model.program.body) && columns.count > 1;
  const back: Way = rows <= FEW_ROWS ? "reverse" : "rows";
  if (canGoBack && rows === 1 && columns.count > FEW_COLUMNS) return [back];
  const along = forwardThroughLoops(model, columns);
  if (!canGoBack) return [along];
  if (columns.count <= FEW_COLUMNS && rows === 1) return [along, back];
  const directions =
    typeof along === "object"
      ? countColours(colourColumns(along.compressed, columns.count))
      : columns.count;
  return rows * BACK < directions * ALONG ? [back] : [along];
}

function forwardThroughLoops({program}: Model, columns: Columns): Way {
  if (!hasLoop(program) || columns.count <= ONE_CHUNK) return "forward";
  const rows = findDependence(program, columns);
  const colours = countColours(colourColumns(rows, columns.count));
  return colours * 2 <= columns.count ? {compressed: rows} : "chunks";
}
