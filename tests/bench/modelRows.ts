// Rows of the benchmark about compiled models and solvers: against what a careful programmer writes by hand.
import type {Engine} from "../../worker/client.ts";
import {TILE} from "../../worker/compiler/wasm/abi.ts";
import {emitWasm} from "../../worker/compiler/wasm/emit.ts";
import {instantiateProgram} from "../../worker/compiler/wasm/instantiate.ts";
import {instantiate} from "../../worker/device/module.ts";
import {modelOf} from "../../worker/model/identity.ts";
import type {CompiledModel} from "../../worker/model/types.ts";
import {packRow, tilesLength} from "../../worker/programs/tiles.ts";
import {
  EIGHT_SCHOOLS,
  eightSchoolsByHand,
  LOTKA_VOLTERRA,
  lotkaVolterraByHand,
  SCHOOLS
} from "./handWritten.ts";

/** Something measured in several ways; the one called `reference` is what the others are compared with. */
export interface ModelRow {
  name: string;
  n: number;
  /** what rates count: calls, points or solutions. */
  elements: number;
  /** takes minutes: measured once, and only where it is named. */
  isLong?: boolean;
  /** calls a measurement, for what is called in a row and finds its data in the caches; default 1. */
  calls?: number;
  make: (
    engine: Engine,
    kernels: Uint8Array<ArrayBuffer>
  ) => Promise<Record<string, () => unknown>>;
}

/** Enough to be long beside a browser's clock. */
const CALLS = 20_000;
const POINTS = 100_000;
const SETS = 10_000;
const [END, RTOL, ATOL] = [10, 1e-6, 1e-9];

export const MODEL_ROWS: readonly ModelRow[] = [
  {name: "eight schools, one by one", n: 1, elements: CALLS, make: makeCalls},
  {name: "eight schools, batch", n: POINTS, elements: POINTS, make: makeBatch},
  {name: "compile 300 operations", n: 300, elements: 1, make: (engine) => makeCompile(engine, 300)},
  {
    name: "compile 10000 operations",
    n: 10_000,
    elements: 1,
    make: (engine) => makeCompile(engine, 10_000)
  },
  {name: "Lotka-Volterra to t = 10", n: SETS, elements: SETS, make: makeSolutions}
];

function compileSchools({model}: Engine) {
  return model.compile(EIGHT_SCHOOLS, {q: 10}, {constants: SCHOOLS});
}

async function makeCalls(engine: Engine): Promise<Record<string, () => unknown>> {
  const {valueAndGradient} = await compileSchools(engine);
  const thetas = await drawThetas(engine, CALLS);
  const points = Array.from({length: CALLS}, (_, i) => thetas.map((row) => row[i]));
  const out = new Float64Array(11);
  const sweep = (f: (q: number[]) => void) => () => {
    let sum = 0;
    for (const q of points) {
      f(q);
      sum += out[0];
    }
    return sum;
  };
  return {
    reference: sweep((q) => eightSchoolsByHand(q, out)),
    model: sweep((q) => valueAndGradient(q, out))
  };
}

async function makeBatch(
  engine: Engine,
  kernels: Uint8Array<ArrayBuffer>
): Promise<Record<string, () => unknown>> {
  const {valueAndGradient} = await compileSchools(engine);
  const q = await drawThetas(engine, POINTS);
  const answer = Array.from({length: 11}, () => new Float64Array(POINTS));
  const point = new Float64Array(10);
  const out = new Float64Array(11);
  return {
    reference: () => {
      for (let i = 0; i < POINTS; i++) {
        for (let k = 0; k < 10; k++) point[k] = q[k][i];
        eightSchoolsByHand(point, out);
        for (let k = 0; k < 11; k++) answer[k][i] = out[k];
      }
      return answer;
    },
    wasm: makeResident(valueAndGradient, q, kernels),
    "1 thread": () => valueAndGradient.batch({q}, {threads: 1, out: answer}),
    engine: () => valueAndGradient.batch({q}, {out: answer})
  };
}

/** The program alone, over points that already lie in its memory. */
function makeResident(
  compiled: CompiledModel,
  rows: readonly Float64Array[],
  kernels: Uint8Array<ArrayBuffer>
): () => void {
  const model = modelOf(compiled)!;
  const program = emitWasm(model, {uniform: [], kernels});
  const memory = new WebAssembly.Memory({initial: 1024, maximum: 65536, shared: true});
  const numbers = new Float64Array(memory.buffer);
  let top = Math.ceil(instantiate(kernels, memory).heapBase / 64) * 64;
  const reserve = (length: number) => {
    const at = top;
    top = Math.ceil((top + 8 * length) / 64) * 64;
    return at;
  };
  const block = program.fillConstants(model.constants);
  const constants = reserve(block.length);
  numbers.set(block, constants / 8);
  const inputs = reserve(tilesLength(rows.length, POINTS));
  rows.forEach((row, k) => packRow(numbers.subarray(inputs / 8), rows.length, k, row));
  const outputs = reserve(tilesLength(program.outputRows, POINTS));
  const scratch = reserve(program.scratchBytes / 8);
  const run = instantiateProgram(program.bytes, memory);
  return () => {
    for (let first = 0; first < POINTS; first += TILE)
      run(constants, 0, inputs, outputs, scratch, first, Math.min(first + TILE, POINTS));
  };
}

/** Ten parameters of moderate size for each of n points. */
async function drawThetas({random}: Engine, n: number): Promise<Float64Array[]> {
  return Promise.all(Array.from({length: 10}, (_, stream) => random.normal(n, {seed: 1, stream})));
}

/** Every time another program: each operation is drawn anew. */
function makeCompile({model}: Engine, operations: number): Promise<Record<string, () => unknown>> {
  let seed = 1;
  const draw = (below: number) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  const write = () => {
    const lines = Array.from({length: operations / 2}, (_, i) => {
      const a = i === 0 ? "u[0]" : `v${i - 1}`;
      const b = i < 2 ? "u[1]" : `v${draw(i)}`;
      return `const v${i} = ${a} ${"+-*"[draw(3)]} ${b} * ${draw(1000) / 1000};`;
    });
    return `(u) => {\n${lines.join("\n")}\nreturn v${operations / 2 - 1};\n}`;
  };
  const u = [0.5, 0.25];
  // plain JavaScript, to be compared with
  const make = Function as unknown as (code: string) => () => (u: number[]) => number;
  const plain = () => make(`return ${write()}`)()(u);
  return Promise.resolve({
    reference: plain,
    "model, first call": async () => (await model.compile(write(), {u: 2}))(u),
    "model, first batch": async () =>
      (await model.compile(write(), {u: 2})).batch({u: [[0.5, 0.6], [0.25, 0.3]]}, {threads: 1}) // prettier-ignore
  });
}

async function makeSolutions(engine: Engine): Promise<Record<string, () => unknown>> {
  const lotkaVolterra = await engine.model.compile(LOTKA_VOLTERRA, {u: 2, p: 4});
  const centre = [1.1, 0.4, 0.4, 0.1];
  const rates = await Promise.all(
    centre.map(async (middle, stream) =>
      (await engine.random.normal(SETS, {seed: 2, stream})).map((z) => middle * (1 + 0.05 * z))
    )
  );
  const out = new Float64Array(2);
  const solve = (threads?: number) => () =>
    engine.ode.solveMany(lotkaVolterra, {
      u0: [10, 5],
      p: rates,
      t: [0, END],
      rtol: RTOL,
      atol: ATOL,
      threads
    });
  return {
    reference: () => {
      let sum = 0;
      for (let i = 0; i < SETS; i++) {
        lotkaVolterraByHand(10, 5, rates.map((rate) => rate[i]), END, RTOL, ATOL, out); // prettier-ignore
        sum += out[0];
      }
      return sum;
    },
    "1 thread": solve(1),
    engine: solve()
  };
}
