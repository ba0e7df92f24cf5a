// A small program of the ABI in worker/compiler/wasm/abi.ts, not made by the model compiler, which can be told to
// misbehave. Two rows in, two out: a·x + c, and x·y taken through the scratch after some work.
import asc from "assemblyscript/asc";
import {expect} from "vitest";
import {TILE, type WasmProgram} from "../../worker/compiler/wasm/abi.ts";
import type {Session} from "../../worker/session.ts";
import {MODES} from "./makeEngine.ts";

/** Bytes from one row of a tile to the next. */
const ROW = 8 * TILE;
const SOURCE = `
  export function run(
    constants: usize, uniforms: usize, inputs: usize, outputs: usize, scratch: usize, begin: i32, end: i32
  ): void {
    const c = load<f64>(constants);
    const evil = load<f64>(constants, 8);
    const work = <i32>load<f64>(constants, 16);
    const a = load<f64>(uniforms);
    for (let i = begin; i < end + (end & 1); i++) {
      const place = <usize>(i / ${TILE} * ${2 * ROW} + i % ${TILE} * 8);
      const x = load<f64>(inputs + place);
      const y = load<f64>(inputs + place, ${ROW});
      if (x == 77 && evil == 1) unreachable();
      if (x == 77 && evil == 2) store<f64>(0xfffffff0, x);
      store<f64>(scratch, x * y);
      let sum = 0.0;
      for (let k = 0; k < work; k++) sum = sum * 0.5 + 1;
      store<f64>(scratch, sum, 8);
      store<f64>(outputs + place, a * x + c);
      store<f64>(outputs + place, load<f64>(scratch), ${ROW});
    }
  }
`;

let compiled: Promise<Uint8Array<ArrayBuffer>> | undefined;

async function compile(): Promise<Uint8Array<ArrayBuffer>> {
  const {error, binary} = await asc.compileString(SOURCE, {
    runtime: "stub",
    importMemory: true,
    noExportMemory: true,
    sharedMemory: true,
    initialMemory: 1,
    maximumMemory: 65536,
    optimizeLevel: 3,
    enable: ["threads"]
  });
  if (error || !binary) throw new Error("the test program does not compile");
  return new Uint8Array(binary);
}

/** `key` names it: another one makes the same program pass for a new one. */
export async function makeTestProgram(key = "test", cost = 20): Promise<WasmProgram> {
  compiled ??= compile();
  return {
    bytes: await compiled,
    key,
    uniform: ["a"],
    varying: ["x"],
    inputRows: 2,
    outputRows: 2,
    isSum: false,
    scratchBytes: 16,
    cost,
    fillConstants: () => new Float64Array(0)
  };
}

export interface TestConstants {
  c?: number;
  /** at the point whose x is 77: 1 traps, 2 writes where no memory is. */
  evil?: 0 | 1 | 2;
  /** turns of an idle loop at each point. */
  work?: number;
}

export function toTestConstants({c = 0.25, evil = 0, work = 0}: TestConstants = {}): Float64Array {
  return new Float64Array([c, evil, work]);
}

/** n points without 77 among them. */
export function makePoints(n: number): Float64Array[] {
  return [
    Float64Array.from({length: n}, (_, i) => i * 0.37 - 3),
    Float64Array.from({length: n}, (_, i) => 1 / (i + 1))
  ];
}

export function expectedOf([x, y]: readonly Float64Array[], a: number, c = 0.25): Float64Array[] {
  return [x.map((value) => a * value + c), x.map((value, i) => value * y[i])];
}

/** The ways an engine works that has WebAssembly SIMD. */
export const WASM_MODES = MODES.filter(({name}) => name !== "without SIMD");

export interface Given {
  points: Float64Array[];
  a?: number;
  constants?: TestConstants;
  threads?: number;
  key?: string;
  cost?: number;
}

/** A run of the test program, started at once. */
export async function prepare(session: Session) {
  const programs = new Map<string, Awaited<ReturnType<typeof makeTestProgram>>>();
  const known = await makeTestProgram();
  return ({points, a = 2, constants, threads, key = "test", cost = 20}: Given) => {
    const program = programs.get(key) ?? {...known, key, cost};
    programs.set(key, program);
    const call = {
      label: "test",
      program,
      constants: toTestConstants(constants),
      uniform: {a: new Float64Array([a])},
      varying: {x: points},
      n: points[0].length,
      threads
    };
    return session.programs.run(call, (answer) => answer);
  };
}

export const memoryOf = (session: Session) => session.ask((door) => door.memory());

/** Bit for bit; quicker than the matchers on long vectors. */
export function expectSame(
  actual: readonly Float64Array[],
  expected: readonly Float64Array[]
): void {
  expect(actual.length).toBe(expected.length);
  for (const [row, values] of expected.entries()) {
    const wrong = values.findIndex((value, i) => !Object.is(value, actual[row][i]));
    if (wrong >= 0) expect([row, wrong, actual[row][wrong]]).toEqual([row, wrong, values[wrong]]);
    expect(actual[row].length).toBe(values.length);
  }
}
