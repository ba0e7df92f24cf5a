// AssemblyScript cells in Node, compiled by the same code as in the page's worker.
import {describe, expect, it} from "vitest";
import {CellSyntaxError} from "../../web/lang/cell.ts";
import {compileKernel} from "../../web/live/compileKernel.ts";
import type {KernelView} from "../../web/live/openKernel.ts";
import {readSignatures, showSignature} from "../../web/live/readSignatures.ts";
import {makeKernelRunner} from "../../web/live/runKernel.ts";
import type {CompileKernel} from "../../web/live/types.ts";

let compiled = 0;
const compile: CompileKernel = (source, options) => {
  compiled++;
  return compileKernel(source, options);
};
const MEMORY = 16 << 20;
const makeRunner = (shared = true) =>
  makeKernelRunner({loadCompiler: () => Promise.resolve(compile), shared, memory: MEMORY});
const runKernel = makeRunner();

const SOURCE = `export function twice(a: Float64Array, by: f64 = 2): Float64Array {
  const out = new Float64Array(a.length);
  for (let i = 0; i < a.length; i++) out[i] = by * a[i];
  return out;
}
export function hypot(x: f64, y: f64): f64 { return Math.sqrt(x * x + y * y); }
export function at(a: StaticArray<f64>, i: i32): f64 { return a[i]; }
export function greet(name: string, n: i64): string { return name + n.toString(); }
export function litter(n: i32): i32 { return new Float64Array(n).length; }
export function check(n: i32): void {
  assert(n > 0, "n must be positive");
}
export function lanes(x: f64): f64 {
  return f64x2.extract_lane(f64x2.mul(f64x2.splat(x), f64x2(2, 3)), 1);
}
export const LIMIT: i32 = 7;
export enum Kind { A, B }
`;
const NAMES = ["twice", "hypot", "at", "greet", "litter", "check", "lanes", "LIMIT", "Kind"];

type Functions = Record<string, (...args: unknown[]) => unknown>;
async function open(source = SOURCE, names = NAMES, run = runKernel) {
  const shown: unknown[] = [];
  const values = await run(source, {
    names,
    gather: "kernel",
    display: (value) => shown.push(value),
    progress: () => {}
  });
  return {values, shown, functions: values as Functions, kernel: values.kernel as KernelView};
}

describe("values in and out", () => {
  it("numbers, arrays, strings and bigints", async () => {
    const {functions, values} = await open();
    const {twice, hypot, at, greet, lanes} = functions;
    expect(hypot(3, 4)).toBe(5);
    expect(twice(Float64Array.of(1, 2.5))).toEqual(Float64Array.of(2, 5));
    expect(twice([1, 2], 3)).toEqual(Float64Array.of(3, 6));
    expect(at([5, 6], 1)).toBe(6);
    expect(greet("n", 12n)).toBe("n12");
    expect(lanes(2)).toBe(6);
    expect(values.LIMIT).toBe(7);
    expect(values.Kind).toMatchObject({A: 0, B: 1, 1: "B"});
  });

  it("results are copies in ordinary memory", async () => {
    const {functions, kernel} = await open();
    const first = functions.twice([1]) as Float64Array;
    functions.twice([8]);
    expect(first[0]).toBe(2);
    expect(kernel.memory.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(first.buffer).toBeInstanceOf(ArrayBuffer);
  });

  it("ordinary memory where threads cannot share it", async () => {
    const {functions, kernel} = await open(SOURCE, NAMES, makeRunner(false));
    expect(kernel.memory.buffer).toBeInstanceOf(ArrayBuffer);
    expect(functions.twice([4])).toEqual(Float64Array.of(8));
  });

  it("what calls leave behind is collected", async () => {
    const {functions, kernel} = await open();
    for (let i = 0; i < 200; i++) expect(functions.litter(100_000)).toBe(100_000);
    expect(kernel.memory.buffer.byteLength).toBeLessThanOrEqual(MEMORY);
  });

  it.each<[string, unknown[], string]>([
    ["twice", [3], "twice: a must be an array (Float64Array), got number"],
    ["hypot", [1], "hypot: y must be a number (f64), got undefined"],
    ["hypot", [1, 2, 3], "hypot: takes 2 arguments, got 3; leave out the rest"],
    ["greet", ["a", 1], "greet: n must be a bigint, such as 3n, (i64), got number"],
    ["check", [0], "n must be positive, in line 11 of the AssemblyScript cell"],
    ["at", [[1], 4], "Index out of range, in AssemblyScript’s ~lib/staticarray.ts"]
  ])("%s%j is refused", async (name, args, message) => {
    const {functions} = await open();
    expect(() => functions[name](...args)).toThrow(message);
  });

  it("a call that fills the memory fails, and the next one works", async () => {
    const {functions} = await open();
    expect(() => functions.litter(4_000_000)).toThrow("memory is full");
    expect(functions.hypot(3, 4)).toBe(5);
  });
});

describe("the compiler", () => {
  it("compiles a source once, whatever is run how often", async () => {
    await open();
    const before = compiled;
    const [a, b] = await Promise.all([open(), open()]);
    expect(compiled).toBe(before);
    expect(a.kernel.memory).not.toBe(b.kernel.memory);
  });

  it("puts its first complaint at its place and tells the others", async () => {
    const source = "export function f(a: i32): i32 {\n  let x: i32 = 2.5;\n  return a + y;\n}";
    const error = await open(source, ["f"]).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(CellSyntaxError);
    expect(error).toMatchObject({line: 2, column: 16, length: 3});
    const {message} = error as Error;
    expect(message).toMatch(/^AS200: Conversion from type 'f64' to 'i32'/);
    expect(message).toMatch(/\nline 3: TS2304: Cannot find name 'y'/);
  });

  it("shows warnings and goes on", async () => {
    const {shown, functions} = await open(
      "export function f(): i32 { return 1; }\nexport class P {}",
      ["f"]
    );
    expect(shown).toEqual([expect.stringMatching(/^line 2: AS235: Only variables/)]);
    expect(functions.f()).toBe(1);
  });

  it("tries again when it could not be loaded", async () => {
    let tries = 0;
    const run = makeKernelRunner({
      loadCompiler: () =>
        tries++ === 0 ? Promise.reject(new Error("offline")) : Promise.resolve(compile),
      shared: true
    });
    const source = "export function one(): i32 { return 1; }";
    await expect(open(source, ["one"], run)).rejects.toThrow("offline");
    expect((await open(source, ["one"], run)).functions.one()).toBe(1);
  });
});

describe("the gathered name", () => {
  it("has the exports, their signatures and the module's text", async () => {
    const {kernel, functions} = await open();
    expect(kernel).toMatchObject({hypot: functions.hypot});
    expect(kernel.signatures).toContain("twice(a: Float64Array, by?: f64): Float64Array");
    expect(kernel.source()).toMatch(/^\(func \$cell\/hypot [^]*f64\.sqrt/m);
    expect(kernel.source()).not.toContain("$~lib/rt/tcms/__new (param");
    expect(kernel.source("module")).toMatch(/^\(module/);
  });
});

it("signatures are read from asc's declarations", () => {
  const found = readSignatures(`declare namespace __AdaptedExports {
  /** Exported memory */
  export const memory: WebAssembly.Memory;
  export function __new(size: number, id: number): number;
  /**
   * cell/f
   * @param a \`~lib/array/Array<~lib/string/String>\`
   * @param b \`i32\`
   */
  export function f(a: Array<string>, b?: number): void;
  /** cell/K */
  export const K: {
    /** @type \`f64\` */
    get value(): number
  };
  /** cell/n */
  export const n: {
    /** @type \`i32\` */
    get value(): number;
    set value(value: number);
  };
}`);
  expect(found.map((item) => (item.kind === "function" ? showSignature(item) : item))).toEqual([
    "f(a: Array<string>, b?: i32): void",
    {kind: "constant", name: "K"},
    {kind: "variable", name: "n"}
  ]);
});
