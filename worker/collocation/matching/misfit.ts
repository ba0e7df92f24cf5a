// One data set and its right-hand side: Σ r², its derivative and the rows of the Jacobian, a tile of points at a time.
// Who wants the whole calls `begin`, then one of the others for every tile in order.
import {TILE} from "../../compiler/wasm/abi.ts";
import type {CompiledModel} from "../../model/types.ts";
import type {Reducer} from "../../optimize/reduce.ts";
import {CrewSums, type OpenBatch} from "./crewSums.ts";
import {makeGround, type Ground, type Way} from "./ground.ts";
import {toPointPrograms, type PointPrograms, type Sum} from "./programs.ts";
import {countIn, type Runner} from "./runner.ts";
import {toBlocks, type PointTable} from "./slopes.ts";
import {addTile} from "./sums.ts";

export interface Misfit {
  readonly table: PointTable;
  /** how many parameters; for a plain function as many as the first p had. */
  readonly parameters: number | undefined;
  /** tiles of points, which `reduce` takes, and those that the sums take. */
  readonly tiles: number;
  readonly sumTiles: number;
  /** Σ r² and its derivative, as far as tiles were added. */
  readonly totals: Float64Array;
  /** how many points were computed so far, for the statistics. */
  readonly evaluations: number;
  begin(p: ArrayLike<number>): void;
  /** Adds all tiles elsewhere, where that is quicker. */
  addElsewhere?(sum: Sum): Promise<void> | undefined;
  addValue(tile: number): void;
  addGradient(tile: number): void;
  /** Hands residuals and rows of the Jacobian over, each multiplied by `factor`. */
  reduce(tile: number, reducer: Reducer, factor: number): void;
  /** The same with the residuals alone. */
  reduceValues(tile: number, reducer: Reducer, factor: number): void;
}

/** From so many points on they are summed by blocks of so many: part of what the sums are, on any thread. */
const MANY = 8192;
const BLOCK = 16;
/** Additions from which on waking other threads pays. */
const LONG = 4_000_000;

export class CompiledMisfit implements Misfit {
  readonly table: PointTable;
  readonly parameters: number;
  readonly tiles: number;
  readonly sumTiles: number;
  readonly totals: Float64Array;
  evaluations = 0;
  readonly #what: string;
  readonly #way: Way;
  readonly #p: Float64Array;
  readonly #programs: PointPrograms;
  /** points in an item of the sums. */
  readonly #block: number;
  #points: Ground | undefined;
  #blocks: Ground | undefined;
  #value: Runner | undefined;
  #gradient: Runner | undefined;
  #residuals: Runner | undefined;
  #crew: CrewSums | undefined;
  /** residuals and rows of a tile, point by point. */
  #rows = new Float64Array(0);
  #right = new Float64Array(0);

  constructor(what: string, rhs: CompiledModel, table: PointTable, way: Way = "lanes") {
    const programs = toPointPrograms(rhs);
    if (!programs)
      throw new RangeError(`${what}: expected a right-hand side with parameters, got one without`);
    checkShape(what, rhs, programs, table.d);
    this.#what = what;
    this.#way = way;
    this.#programs = programs;
    this.table = table;
    this.parameters = programs.k;
    this.tiles = Math.ceil(table.n / TILE);
    this.#block = table.n < MANY ? 1 : BLOCK;
    this.sumTiles = Math.ceil(table.n / (TILE * this.#block));
    this.totals = new Float64Array(1 + programs.k);
    this.#p = new Float64Array(programs.k);
  }

  get isLinear(): boolean {
    return this.#programs.isLinear();
  }

  get usesLanes(): boolean {
    return (this.#blocks ?? this.#points ?? this.#openPoints()).usesLanes;
  }

  get threads(): number {
    return this.#crew?.threads ?? 1;
  }

  /** Lets other threads do the sums where they are long. */
  lend(openBatch: OpenBatch, threads: number | undefined): void {
    if (this.#block === 1 || threads === 1 || this.#way === "plain") return;
    const program = this.#programs.getBlock("gradient", this.#block);
    const {cost} = program.piece.wasm({uniform: ["p"], relaxed: false});
    const {items, usesLanes} = this.#openBlocks();
    if (!usesLanes || cost * items.n < LONG) return;
    this.#crew = new CrewSums(openBatch, this.#programs, items, this.#block, threads);
  }

  close(): void {
    this.#crew?.close();
  }

  begin(p: ArrayLike<number>): void {
    const own = this.#p;
    if (p?.length !== own.length) refuse(this.#what, "p", p, own.length);
    for (let i = 0; i < own.length; i++) own[i] = p[i];
    this.totals.fill(0);
  }

  addElsewhere(sum: Sum): Promise<void> | undefined {
    if (!this.#crew) return undefined;
    this.evaluations += this.table.n;
    return this.#crew.add(sum, this.#p, this.totals);
  }

  addValue(tile: number): void {
    this.#addSum((this.#value ??= this.#openSum("sse")), tile);
  }

  addGradient(tile: number): void {
    this.#addSum((this.#gradient ??= this.#openSum("gradient")), tile);
  }

  #addSum(runner: Runner, tile: number): void {
    const {n} = this.table;
    const block = this.#block;
    runner.begin(this.#p);
    runner.compute(tile);
    addTile(runner.tile, runner.rows, countIn(tile, Math.ceil(n / block)), this.totals);
    this.evaluations += Math.min(TILE * block, n - tile * TILE * block);
  }

  reduce(tile: number, reducer: Reducer, factor: number): void {
    const count = this.#gather(tile, factor, true);
    reducer.add(this.#rows, this.#right, count);
  }

  reduceValues(tile: number, reducer: Reducer, factor: number): void {
    const count = this.#gather(tile, factor, false);
    reducer.addValues(this.#right, count);
  }

  /** Turns rows over the points into rows for each residual; returns how many. */
  #gather(tile: number, factor: number, withRows: boolean): number {
    const runner = (this.#residuals ??= this.#openResiduals());
    const {d, n} = this.table;
    const k = this.parameters;
    runner.begin(this.#p);
    runner.compute(tile);
    const values = runner.tile;
    const count = countIn(tile, n);
    this.evaluations += count;
    for (let j = 0; j < d; j++)
      for (let i = 0; i < count; i++) this.#right[i * d + j] = factor * values[j * TILE + i];
    if (!withRows) return count * d;
    for (let j = 0; j < d * k; j++)
      for (let i = 0; i < count; i++)
        this.#rows[i * d * k + j] = factor * values[(d + j) * TILE + i];
    return count * d;
  }

  #openResiduals(): Runner {
    const {d, isWeighted} = this.table;
    const k = this.parameters;
    this.#rows = new Float64Array(TILE * d * k);
    this.#right = new Float64Array(TILE * d);
    return this.#openPoints().open(this.#programs.get("residuals", isWeighted), k);
  }

  #openSum(sum: Sum): Runner {
    const k = this.parameters;
    if (this.#block > 1)
      return this.#openBlocks().open(this.#programs.getBlock(sum, this.#block), k);
    return this.#openPoints().open(this.#programs.get(sum, this.table.isWeighted), k);
  }

  #openPoints(): Ground {
    this.#points ??= makeGround(this.#programs.kit.kernels, this.table, this.#way);
    return this.#points;
  }

  #openBlocks(): Ground {
    if (this.#blocks) return this.#blocks;
    const n = Math.ceil(this.table.n / this.#block);
    const items = {n, columns: toBlocks(this.table, this.#block)};
    this.#blocks = makeGround(this.#programs.kit.kernels, items, this.#way);
    return this.#blocks;
  }
}

export function refuse(what: string, name: string, value: unknown, length: number): never {
  const given = (value as ArrayLike<number> | undefined)?.length;
  const problem = `${what}: expected ${name} as ${length} numbers`;
  if (typeof given !== "number" || typeof value === "string")
    throw new TypeError(`${problem}, got ${String(value)}`);
  throw new RangeError(`${problem}, got ${given}`);
}

/** That a compiled model is one of d states. */
export function checkShape(
  what: string,
  rhs: CompiledModel,
  {d: states}: Pick<PointPrograms, "d">,
  d: number
): void {
  if (states !== d)
    throw new RangeError(
      `${what}: expected slopes of ${states} states, those of the right-hand side, got ${d}`
    );
  if (rhs.outputs !== d)
    throw new RangeError(
      `${what}: expected a right-hand side with ${d} slopes, one a state, got ${rhs.outputs}`
    );
}
