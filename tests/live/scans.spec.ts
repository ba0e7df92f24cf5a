import {describe, expect, it} from "vitest";
import {blankOut} from "../../web/live/blankOut.ts";
import {compileLive} from "../../web/live/compileLive.ts";
import {findExports} from "../../web/live/findExports.ts";
import {findEntries, readShader} from "../../web/live/readShader.ts";

describe("what an AssemblyScript cell defines", () => {
  it.each<[string, string[]]>([
    ["export function f(a: i32): i32 { return a; }", ["f"]],
    ["export const A: f64 = 1, B = max(2, 3);\nexport const C = 4;", ["A", "B", "C"]],
    ["export const TABLE: StaticArray<f64> = [1, 2], N: i32 = 3;", ["TABLE", "N"]],
    ["function g(): void {}\nexport {g, g as h};", ["g", "h"]],
    ["export enum Kind { A, B }", ["Kind"]],
    ["@inline\nexport function f(): void {}", ["f"]],
    ["// export function no(): void {}\n/* export function no2(): void {} */", []],
    ['const s = "export function no(): void {}"; export function yes(): void {}', ["yes"]],
    ["const s = `{`; export function after(): void {}", ["after"]],
    ["namespace N { export function inner(): void {} }", []],
    ["export function generic<T>(a: T): T { return a; }", []],
    ["export let changing: i32 = 1; export class P {}; export type T = i32;", []],
    ["export function _own(): void {}", []]
  ])("%s", (source, names) => expect(findExports(source)).toEqual(names));
});

describe("what a WGSL cell declares", () => {
  const SHADER = `// @compute fn no() {}
const SIDE = 8u; /* nested /* @compute fn no() {} */ still */
struct Params { n: u32, scale: f32, at: vec2<f32>, }
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
@binding(0) @group(0) var<storage, read> data : array<vec4f>;
@group(0) @binding(2) var<uniform> params: Params;
@group(1) @binding(0) var<storage> other: array<u32, 4>;
fn helper(i: u32) -> f32 { if (i > 2) { return 1; } return params.scale * data[i].x; }
@compute @workgroup_size(SIDE, 8) fn tile() { out[0] = 1; }
@workgroup_size(64) @compute
fn scale(@builtin(global_invocation_id) id: vec3u) { out[id.x] = helper(id.x); }
@compute @workgroup_size(size) fn open() { }
`;
  it("names its compute entry points alone", () => {
    expect(findEntries(SHADER)).toEqual(["tile", "scale", "open"]);
  });

  it("knows what each entry point reaches, through the functions it calls", () => {
    const uses = readShader(SHADER).entries.map(({bindings}) => bindings.map(({name}) => name));
    expect(uses).toEqual([["out"], ["data", "out", "params"], []]);
  });

  it("reads workgroups, constants, structs and places", () => {
    const {entries, structs} = readShader(SHADER);
    expect(entries.map(({workgroup}) => workgroup)).toEqual([[8, 8, 1], [64, 1, 1], undefined]);
    expect(structs.get("Params")).toEqual([
      {name: "n", type: "u32"},
      {name: "scale", type: "f32"},
      {name: "at", type: "vec2<f32>"}
    ]);
    const [data, out] = entries[1].bindings;
    expect(data).toMatchObject({binding: 0, isOutput: false, type: "array<vec4f>", line: 5});
    expect(out).toMatchObject({binding: 1, isOutput: true, space: "storage", column: 1});
  });
});

it("keeps every place when comments and strings are blanked", () => {
  const source = 'a /* x\ny */ b "c" // d\ne';
  expect(blankOut(source, "as")).toBe("a     \n     b         \ne");
});

describe("the program of a live cell", () => {
  it("defines the exports, and all of them under the gathered name", () => {
    const source = "export function f(): void {}";
    expect(compileLive("as", source).defines).toEqual(["f"]);
    expect(compileLive("as", source, "kernel").defines).toEqual(["f", "kernel"]);
    expect(compileLive("as", source, "f").defines).toEqual(["f"]);
  });

  it("carries any source unharmed", () => {
    const source = 'const s = "`${}\\";\u2028";\nexport function f(): void {}';
    const {code} = compileLive("as", source);
    const {constructor: Maker} = Object.getPrototypeOf(async () => {}) as {
      constructor: new (...parts: string[]) => (...values: unknown[]) => Promise<unknown>;
    };
    const seen: unknown[] = [];
    const run = (given: string) => (seen.push(given), {});
    const load = (specifier: string) => (seen.push(specifier), Promise.resolve({run}));
    return new Maker("cuvette", "display", "progress", code)({import: load}).then(() =>
      expect(seen).toEqual(["as:", source])
    );
  });
});
