// One data set and its right-hand side: Σ r², its derivative and the rows of the Jacobian, a tile of points at a time.
// Who wants the whole calls `begin`, then one of the others for every tile in order.
import {checkVector} from "../../check.ts";
import {TILE} from "../../compiler/wasm/abi.ts";
import type {CompiledModel} from "../../model/types.ts";
import type {Reducer} from "../../optimize/reduce.ts";
import {CrewSums, type OpenBatch} from "./crewSums.ts";
import {makeGround, type Ground, type Way} from "./ground.ts";
import {toPointPrograms, toWasm, type PointPrograms, type Quantity, type Sum} from "./programs.ts";
import {countIn, type Runner} from "./runner.ts";
import type {PointTable} from "./slopes.ts";
import {addPairs} from "./sums.ts";

export interface Misfit {
  readonly table: PointTable;
  /** how many parameters; for a plain function as many as the first p had. */
  readonly parameters: number | undefined;
  /** tiles of points. */
  readonly tiles: number;
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

/** Additions from which on waking other threads pays. */
const LONG = 8_000_000;

export class CompiledMisfit implements Misfit {
  readonly table: PointTable;
  readonly parameters: number;
  readonly tiles: number;
  readonly totals: Float64Array;
  evaluations = 0;
  /** milliseconds spent so far on writing programs and loading them. */
  compileMs = 0;
  readonly #what: string;
  readonly #way: Way;
  readonly #p: Float64Array;
  readonly #programs: PointPrograms;
  #ground: Ground | undefined;
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
    this.totals = new Float64Array(1 + programs.k);
    this.#p = new Float64Array(programs.k);
  }

  get isLinear(): boolean {
    return this.#timed(() => this.#programs.isLinear());
  }

  get usesLanes(): boolean {
    return this.#openGround().usesLanes;
  }

  get threads(): number {
    return this.#crew?.threads ?? 1;
  }

  /** Lets other threads do the sums where they are long. */
  lend(openBatch: OpenBatch, threads: number | undefined): void {
    if (threads === 1 || !this.usesLanes) return;
    const programOf = (sum: Sum) => this.#programs.get(sum, this.table.isWeighted);
    const {cost} = this.#timed(() => toWasm(programOf("gradient")));
    if (cost * this.table.n < LONG) return;
    this.#crew = new CrewSums(openBatch, programOf, this.table, threads);
  }

  close(): void {
    this.#crew?.close();
  }

  begin(p: ArrayLike<number>): void {
    const own = this.#p;
    if (p?.length !== own.length || typeof p === "string") refuse(this.#what, "p", p, own.length);
    for (let i = 0; i < own.length; i++) {
      own[i] = p[i];
      // a number that is none may be some other thing
      if (own[i] !== own[i]) checkVector(this.#what, "p", p);
    }
    this.totals.fill(0);
  }

  addElsewhere(sum: Sum): Promise<void> | undefined {
    if (!this.#crew) return undefined;
    this.evaluations += this.table.n;
    return this.#crew.add(sum, this.#p, this.totals);
  }

  addValue(tile: number): void {
    this.#addSum((this.#value ??= this.#open("sse")), tile);
  }

  addGradient(tile: number): void {
    this.#addSum((this.#gradient ??= this.#open("gradient")), tile);
  }

  #addSum(runner: Runner, tile: number): void {
    runner.begin(this.#p);
    runner.compute(tile);
    addPairs(runner.tile, 0, runner.rows, this.totals);
    this.evaluations += countIn(tile, this.table.n);
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
    const {d} = this.table;
    const k = this.parameters;
    this.#rows = new Float64Array(TILE * d * k);
    this.#right = new Float64Array(TILE * d);
    return this.#open("residuals");
  }

  #open(quantity: Quantity): Runner {
    const ground = this.#openGround();
    return this.#timed(() =>
      ground.open(this.#programs.get(quantity, this.table.isWeighted), this.parameters)
    );
  }

  #timed<T>(compile: () => T): T {
    const began = performance.now();
    const made = compile();
    this.compileMs += performance.now() - began;
    return made;
  }

  #openGround(): Ground {
    this.#ground ??= makeGround(this.#programs.kit.kernels, this.table, this.#way);
    return this.#ground;
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
