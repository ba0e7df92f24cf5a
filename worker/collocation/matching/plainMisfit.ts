// The misfit of an ordinary function: its values by calling it, derivatives by central differences.
import {checkVector, show} from "../../check.ts";
import {TILE} from "../../compiler/wasm/abi.ts";
import type {Reducer} from "../../optimize/reduce.ts";
import type {RightHandSide} from "../types.ts";
import {refuse, type Misfit} from "./misfit.ts";
import {countIn} from "./runner.ts";
import type {PointTable} from "./slopes.ts";
import {addPairs} from "./sums.ts";

/** The cube root of the rounding error, where the errors of a central difference balance. */
const STEP = 6e-6;
const SMALL = 1e-3;

export class PlainMisfit implements Misfit {
  readonly table: PointTable;
  readonly tiles: number;
  totals = new Float64Array(1);
  evaluations = 0;
  readonly #what: string;
  readonly #rhs: RightHandSide;
  readonly #u: number[];
  #p: number[] = [];
  #isBegun = false;
  /** of one point: residuals, f above and the Jacobian by rows. */
  readonly #right: Float64Array;
  readonly #above: Float64Array;
  #rows = new Float64Array(0);
  /** Σ r² over the even points of a tile, and over the odd ones. */
  readonly #pair = new Float64Array(2);

  constructor(what: string, rhs: RightHandSide, table: PointTable, parameters?: number) {
    const {d, n} = table;
    this.#what = what;
    this.#rhs = rhs;
    this.table = table;
    this.tiles = Math.ceil(n / TILE);
    this.#u = new Array<number>(d).fill(0);
    this.#right = new Float64Array(d);
    this.#above = new Float64Array(d);
    if (parameters !== undefined) this.#settle(parameters);
  }

  get parameters(): number | undefined {
    return this.#isBegun ? this.#p.length : undefined;
  }

  begin(p: ArrayLike<number>): void {
    const given = p?.length;
    if (typeof given !== "number" || typeof p === "string") refuse(this.#what, "p", p, 0);
    if (!this.#isBegun) this.#settle(given);
    if (given !== this.#p.length) refuse(this.#what, "p", p, this.#p.length);
    for (let i = 0; i < given; i++) {
      this.#p[i] = p[i];
      if (typeof this.#p[i] !== "number") checkVector(this.#what, "p", p);
    }
    this.totals.fill(0);
  }

  #settle(k: number): void {
    this.#isBegun = true;
    this.#p = new Array<number>(k).fill(0);
    this.totals = new Float64Array(1 + k);
    this.#rows = new Float64Array(this.table.d * k);
  }

  addValue(tile: number): void {
    this.#pair.fill(0);
    const count = countIn(tile, this.table.n);
    for (let i = 0; i < count; i++) {
      this.#residuals(tile * TILE + i);
      this.#square(i);
    }
    addPairs(this.#pair, 0, 1, this.totals);
  }

  addGradient(tile: number): void {
    const {d, n} = this.table;
    const k = this.#p.length;
    this.#pair.fill(0);
    const count = countIn(tile, n);
    for (let i = 0; i < count; i++) {
      this.#differences(tile * TILE + i);
      this.#square(i);
      for (let j = 0; j < d; j++)
        for (let c = 0; c < k; c++)
          this.totals[1 + c] += 2 * this.#right[j] * this.#rows[j * k + c];
    }
    addPairs(this.#pair, 0, 1, this.totals);
  }

  reduce(tile: number, reducer: Reducer, factor: number): void {
    const count = countIn(tile, this.table.n);
    for (let i = 0; i < count; i++) {
      this.#differences(tile * TILE + i);
      if (factor !== 1) {
        for (let c = 0; c < this.#rows.length; c++) this.#rows[c] *= factor;
        this.#scale(factor);
      }
      reducer.add(this.#rows, this.#right);
    }
  }

  reduceValues(tile: number, reducer: Reducer, factor: number): void {
    const count = countIn(tile, this.table.n);
    for (let i = 0; i < count; i++) {
      this.#residuals(tile * TILE + i);
      this.#scale(factor);
      reducer.addValues(this.#right);
    }
  }

  #scale(factor: number): void {
    for (let j = 0; j < this.#right.length; j++) this.#right[j] *= factor;
  }

  #square(i: number): void {
    const right = this.#right;
    let sum = right[0] * right[0];
    for (let j = 1; j < right.length; j++) sum += right[j] * right[j];
    this.#pair[i & 1] += sum;
  }

  /** r at a point. */
  #residuals(i: number): void {
    const {d, columns} = this.table;
    this.#call(i, this.#right);
    for (let j = 0; j < d; j++)
      this.#right[j] = this.#rootAt(i, j, columns[d + 1 + j][i] - this.#right[j]);
  }

  /** r and its Jacobian at a point. */
  #differences(i: number): void {
    const {d} = this.table;
    const p = this.#p;
    const k = p.length;
    for (let c = 0; c < k; c++) {
      const here = p[c];
      const step = STEP * Math.max(Math.abs(here), SMALL);
      p[c] = here + step;
      this.#call(i, this.#above);
      p[c] = here - step;
      this.#call(i, this.#right);
      p[c] = here;
      const width = here + step - (here - step);
      for (let j = 0; j < d; j++) {
        const slope = (this.#right[j] - this.#above[j]) / width;
        this.#rows[j * k + c] = this.#rootAt(i, j, slope);
      }
    }
    this.#residuals(i);
  }

  /** Times √w; what does not count may be anything, also no number. */
  #rootAt(i: number, j: number, value: number): number {
    const {d, columns, isWeighted} = this.table;
    if (!isWeighted) return value;
    const root = columns[2 * d + 1 + j][i];
    return root === 0 ? 0 : root * value;
  }

  #call(i: number, into: Float64Array): void {
    const {d, columns} = this.table;
    for (let j = 0; j < d; j++) this.#u[j] = columns[j][i];
    const slopes: unknown = this.#rhs(this.#u, this.#p, columns[d][i]);
    this.evaluations++;
    if (typeof slopes === "number" && d === 1) {
      into[0] = slopes;
      return;
    }
    const vector = slopes as ArrayLike<number>;
    if (vector?.length !== d || typeof vector === "string") refuseSlopes(this.#what, d, slopes);
    for (let j = 0; j < d; j++) into[j] = vector[j];
  }
}

/** That a function answers with as many slopes as there are states. */
export function checkSlopes(
  what: string,
  rhs: RightHandSide,
  {u, t}: {u: number[]; t: number},
  p: number[]
): void {
  const d = u.length;
  const slopes: unknown = rhs(u, p, t);
  if (typeof slopes === "number" && d === 1) return;
  const length = (slopes as ArrayLike<number> | undefined)?.length;
  if (length !== d || typeof slopes === "string") refuseSlopes(what, d, slopes);
}

function refuseSlopes(what: string, d: number, slopes: unknown): never {
  const length = (slopes as ArrayLike<number> | undefined)?.length;
  const problem = `${what}: expected the right-hand side to return ${d} slopes, one a state`;
  if (typeof length === "number" && typeof slopes !== "string")
    throw new RangeError(`${problem}, got ${length}`);
  if (typeof slopes === "number") throw new RangeError(`${problem}, got one number`);
  throw new TypeError(`${problem}, got ${show(slopes)}`);
}
