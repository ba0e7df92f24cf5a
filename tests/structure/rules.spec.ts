// Every rule of structure.spec.ts is shown to fail, on trees made up for it.
import {describe, expect, it} from "vitest";
import {
  defineKernel,
  defineSignature,
  each,
  real,
  whole,
  word,
  type Kernel
} from "../../kernels-as/kernel.ts";
import {arrows, cycles, lateness, mutual, purity} from "./arrows.ts";
import * as files from "./files.ts";
import {
  definitions,
  findUnlikeSpecs,
  findUnlikeTwins,
  findUnregistered,
  findWrongExports,
  fixtures,
  readExports
} from "./kernelLaws.ts";
import type {Registry, Specs} from "./kernelLaws.ts";
import type {Rule, Tree} from "./tree.ts";

const toTree = (files: Record<string, string>): Tree => new Map(Object.entries(files));
const breaks = (rule: Rule, files: Record<string, string>) => rule(toTree(files)).length > 0;
const importing = (from: string, to: string, clause = "{x}") => ({
  "package.json": '{"dependencies": {"comlink": "1", "@observablehq/plot": "1"}}',
  [from]: `import ${clause} from "${to}";`
});

describe("arrows", () => {
  it.each([
    ["kernels-as/a/spec.ts", "../../worker/api.ts"],
    ["kernels-as/a/spec.ts", "comlink"],
    ["kernels-as/a/a.as.ts", "../../web/x.ts"],
    ["worker/pool/pool.ts", "../../web/lang/parse.ts"],
    ["worker/pool/pool.ts", "node:fs"],
    ["worker/pool/pool.ts", "vitest"],
    ["web/ui/app.tsx", "../../worker/pool/pool.ts"],
    ["web/ui/app.tsx", "../../worker/node.ts"],
    ["web/ui/app.tsx", "../../kernels-as/registry.ts"],
    ["web/lang/parse.ts", "../runtime/graph.ts"],
    ["web/shell/main.tsx", "../runtime/graph.ts"],
    ["web/runtime/graph.ts", "../shell/library.ts"],
    ["web/ui/app.tsx", "../../tests/x.ts"],
    ["web/ui/app.tsx", "../../public/x.js"],
    ["web/ui/app.tsx", "../build/site.ts"],
    ["web/ui/app.tsx", "lodash/fp"]
  ])("forbid %s importing %s", (from, to) => {
    expect(breaks(arrows, importing(from, to))).toBe(true);
    expect(breaks(arrows, {[from]: `export {x} from "${to}";`})).toBe(true);
    expect(breaks(arrows, {[from]: `const x = await import("${to}");`})).toBe(true);
  });

  it.each([
    ["kernels-as/a/spec.ts", "../kernel.ts"],
    ["worker/pool/pool.ts", "../../kernels-as/registry.ts"],
    ["worker/client.ts", "comlink"],
    ["worker/node.ts", "node:fs/promises"],
    ["web/ui/app.tsx", "../../worker/client.ts"],
    ["web/ui/app.tsx", "@observablehq/plot"],
    ["web/headless/cli.ts", "../../worker/node.ts"],
    ["web/ui/app.tsx", "../lang/parse.ts"],
    ["web/ui/app.tsx", "../../worker/worker.ts?worker&url"],
    ["web/shell/main.tsx", "../document/parse.ts"],
    ["web/shell/main.tsx", "../protocol.ts"],
    ["web/frame/boot.ts", "../protocol.ts"],
    ["tests/a.spec.ts", "../worker/pool/pool.ts"]
  ])("allow %s importing %s", (from, to) => {
    expect(breaks(arrows, importing(from, to))).toBe(false);
  });

  it("forbid even types across the engine's walls", () => {
    expect(breaks(arrows, importing("web/ui/a.ts", "../../worker/run.ts", "type {x}"))).toBe(true);
  });
});

describe("cycles", () => {
  const a = 'import {b} from "./b.ts";';
  it("are found through several files and dynamic imports", () => {
    const back = {"worker/b.ts": 'export * from "./c.ts";', "worker/c.ts": 'import("./a.ts");'};
    const [found] = cycles(toTree({"worker/a.ts": a, ...back}));
    expect(found).toBe("worker/a.ts → worker/b.ts → worker/c.ts → worker/a.ts");
  });

  it("are not made by types or by a file taken as data", () => {
    const type = {"worker/a.ts": a, "worker/b.ts": 'import type {a} from "./a.ts";'};
    const data = {"worker/a.ts": a, "worker/b.ts": 'import a from "./a.ts?worker&url";'};
    expect(breaks(cycles, type)).toBe(false);
    expect(breaks(cycles, data)).toBe(false);
  });
});

describe("mutual", () => {
  const scan = {"worker/heterodyne/scan/a.ts": 'import {b} from "../sums/b.ts";'};
  it("finds rooms of heterodyne scattering that import each other's types", () => {
    const back = {"worker/heterodyne/sums/c.ts": 'import type {a} from "../scan/a.ts";'};
    expect(mutual(toTree({...scan, ...back}))).toEqual(["scan sums"]);
  });

  it("lets both look at what stands beside the rooms", () => {
    const beside = {"worker/heterodyne/sums/c.ts": 'import type {a} from "../a.ts";'};
    expect(mutual(toTree({...scan, ...beside}))).toEqual([]);
  });
});

describe("lateness", () => {
  const tree = (clause: string) => ({
    "worker/client.ts": 'import {kernels} from "./kernels.ts";',
    "worker/kernels.ts": clause,
    "kernels-as/specs.ts": 'import {exp} from "./math/exp/spec.ts";'
  });

  it("finds specs that load with the engine", () => {
    const found = lateness(toTree(tree('import {specs} from "../kernels-as/specs.ts";')));
    expect(found).toEqual([
      "kernels-as/specs.ts loads at once",
      "kernels-as/math/exp/spec.ts loads at once"
    ]);
  });

  it.each([
    'import type {specs} from "../kernels-as/specs.ts";',
    'const load = () => import("../kernels-as/specs.ts");',
    'import {registry} from "../kernels-as/registry.ts";'
  ])("allows %s", (clause) => {
    expect(breaks(lateness, tree(clause))).toBe(false);
  });
});

describe("purity", () => {
  it("sees the document in code, not in comments or members", () => {
    expect(breaks(purity, {"web/lang/a.ts": "document.title"})).toBe(true);
    expect(breaks(purity, {"worker/math/a.ts": "x = self.name"})).toBe(true);
    expect(breaks(purity, {"web/lang/a.ts": "// document.title\ncell.document.parse()"})).toBe(
      false
    );
    expect(breaks(purity, {"web/ui/a.ts": "document.title"})).toBe(false);
  });
});

describe("files", () => {
  it.each<[string, Rule, Record<string, string>]>([
    ["a new top-level entry", files.topLevel, {"docs/a.md": ""}],
    ["a file over the cap", files.sizes, {"worker/a.ts": "x\n".repeat(401)}],
    ["a barrel", files.barrels, {"web/lang/index.ts": 'export * from "./a.ts";'}],
    ["a default export", files.names, {"web/a.ts": "export default 3;"}],
    ["a default function", files.names, {"web/a.ts": "export default function f() {}"}],
    ["a name that says nothing", files.names, {"web/utils.ts": ""}],
    ["a name in the wrong case", files.names, {"web/my-file.ts": ""}],
    ["a trailing space", files.layout, {"kernels-as/a.as.ts": "let x = 1; "}],
    ["a long line", files.layout, {"kernels-as/a.as.ts": "/".repeat(101)}],
    ["a tab", files.layout, {"kernels-as/a.wgsl": "\tfn"}],
    ["a placeholder", files.placeholders, {"web/a.ts": `// ${"TO" + "DO"}: later`}],
    ["a focused test", files.placeholders, {"tests/a.spec.ts": `it.${"only"}("x")`}],
    ["a dead link", files.readmeLinks, {"README.md": "[a](web/none.ts)"}],
    ["a dead anchor", files.readmeLinks, {"README.md": "[a](#none)\n# Some"}],
    ["an unnamed fixture", fixtures, {"tests/fixtures/a.json": "{}"}],
    [
      "a fixture without its script",
      fixtures,
      {"tests/fixtures/a.json": '{"made": "tests/fixtures/make/a.py"}'}
    ]
  ])("%s is found", (_what, rule, tree) => {
    expect(rule(toTree(tree))).toHaveLength(1);
  });

  it.each<[string, Rule, Record<string, string>]>([
    ["a file at the cap", files.sizes, {"worker/a.ts": "x\n".repeat(400)}],
    ["a table of numbers", files.sizes, {"kernels-as/expTables.ts": "1\n".repeat(500)}],
    [
      "exports beside code",
      files.barrels,
      {"web/a.ts": 'export * from "./b.ts";\nexport const c = 1;'}
    ],
    [
      "links",
      files.readmeLinks,
      {"README.md": "[a](#some-title) [b](web)\n# Some title", "web/a.ts": ""}
    ],
    ["a given fixture", fixtures, {"tests/fixtures/a.json": '{"made": "given"}'}],
    [
      "a fixture with its script",
      fixtures,
      {
        "tests/fixtures/a.json": '{"made": {"script": "tests/fixtures/make/a.py"}}',
        "tests/fixtures/make/a.py": ""
      }
    ]
  ])("%s may be", (_what, rule, tree) => {
    expect(rule(toTree(tree))).toEqual([]);
  });

  it("paths of the author's machine are found", () => {
    const find = (text: string) => files.findMachinePaths(toTree({a: text}), "/deep/repo/", "/me");
    expect(find("/deep/repo/web")).toHaveLength(1);
    expect(find("/deep/shared/x.md")).toHaveLength(1);
    expect(find("/me/.cache")).toHaveLength(1);
    expect(find(`/ho${"me"}/ann/x`)).toHaveLength(1);
    expect(find("/usr/bin/env and /some/repo/")).toEqual([]);
    expect(files.findMachinePaths(toTree({a: "/tmp/x"}), "/tmp/repo", "/me")).toEqual([]);
  });
});

describe("kernel laws", () => {
  const signature = defineSignature({
    name: "axpy",
    outputs: {z: each("f64", "")},
    inputs: {x: each("f64", ""), y: whole("f64", "", 3)},
    scalars: {a: real(""), seed: word("")},
    block: 64,
    hasTwin: true
  });
  const axpy = defineKernel(signature, {
    doc: "z = a·x + y",
    tolerance: {wasm: 0, relaxed: 0},
    errors: {f64: []},
    reference: () => undefined,
    wgsl: "fn",
    example: {scalars: {a: 1, seed: 1}, inputs: {x: () => 0, y: () => 0}}
  });
  const registry = {axpy: signature} as unknown as Registry;
  const specs = {axpy} as unknown as Specs;
  const spec = {"kernels-as/vector/axpy/spec.ts": ""};
  const as =
    "export function axpy(\n  z: usize, x: usize, y: usize,\n  a: f64, seed: u32, begin: i32, end: i32\n): void {}";
  const wgsl = `
    struct Params { a: f32, seed: u32, begin: u32, end: u32 }
    @group(0) @binding(0) var<storage, read_write> z: array<f32>;
    @group(0) @binding(1) var<storage, read> x: array<f32>;
    @group(0) @binding(2) var<storage, read> y: array<f32>;
    @group(0) @binding(3) var<uniform> params: Params;
    @compute @workgroup_size(threads) fn axpy(@builtin(global_invocation_id) id: vec3u) {}`;
  const find = (asText: string, wgslText = wgsl) =>
    findUnlikeTwins(
      toTree({
        ...spec,
        "kernels-as/vector/axpy/axpy.as.ts": asText,
        "kernels-as/vector/axpy/axpy.wgsl": wgslText
      }),
      registry
    );

  it("accept twins that are alike", () => {
    expect(find(as)).toEqual([]);
  });

  it.each([
    ["two arguments swapped", as.replace("x: usize, y: usize", "y: usize, x: usize")],
    ["a missing argument", as.replace("seed: u32, ", "")],
    ["another type", as.replace("a: f64", "a: f32")],
    ["another name", as.replace("axpy", "axpby")],
    ["an export that is no kernel", `export const table = 1;\n${as}`]
  ])("find in AssemblyScript %s", (_what, text) => {
    expect(find(text)).toHaveLength(1);
  });

  it.each([
    [
      "two bindings swapped",
      wgsl.replace("> x:", "> Q:").replace("> y:", "> x:").replace("Q:", "y:")
    ],
    ["a gap", wgsl.replace("@binding(3)", "@binding(4)")],
    ["scalars in another order", wgsl.replace("a: f32, seed: u32", "seed: u32, a: f32")],
    ["another entry point", wgsl.replace("fn axpy", "fn main")]
  ])("find in WGSL %s", (_what, text) => {
    expect(find(as, text)).toHaveLength(1);
  });

  it("find folders and entries without one another", () => {
    const other = {axpy: {...registry.axpy, name: "other"}};
    expect(findUnregistered(toTree({"kernels-as/new/spec.ts": ""}), {}, {})).toHaveLength(1);
    expect(findUnregistered(toTree({}), registry, specs)).toHaveLength(1);
    expect(findUnregistered(toTree(spec), other, specs)).toHaveLength(1);
    expect(findUnregistered(toTree(spec), registry, specs)).toEqual([]);
  });

  it("find kernels that are in one list only", () => {
    expect(findUnregistered(toTree(spec), registry, {})).toEqual(["axpy is not in the specs"]);
    expect(findUnregistered(toTree({}), {}, specs)).toEqual(["axpy is in the specs alone"]);
  });

  it("find specs that are not their signature's", () => {
    const find = (change: Partial<Kernel>) =>
      findUnlikeSpecs(registry, {axpy: {...specs.axpy, ...change}});
    expect(find({})).toEqual([]);
    expect(find({block: 32})).toEqual(["axpy's spec has another block"]);
    expect(find({inputs: {...specs.axpy.inputs}})).toHaveLength(1);
    expect(find({wgsl: undefined})).toHaveLength(1);
    const silent = {axpy: {...registry.axpy, hasTwin: undefined}};
    expect(findUnlikeSpecs(silent, {axpy: {...specs.axpy, hasTwin: undefined}})).toHaveLength(1);
  });

  it.each([
    ["a loop", "for (let i = 0; i < 9; i++) table[i] = i;"],
    ["a call", "table.fill(1);"],
    ["an assignment", "table[0] = 1;"]
  ])("find %s that runs when a module is loaded", (_what, statement) => {
    const text = `import {x} from "./x.ts";\nexport const table = new Float64Array(9);\nexport function f() {}\n`;
    expect(breaks(definitions, {"kernels-as/a/reference.ts": text})).toBe(false);
    expect(breaks(definitions, {"kernels-as/a/reference.ts": text + statement})).toBe(true);
    expect(breaks(definitions, {"worker/a.ts": text + statement})).toBe(false);
  });

  it("read a module's exported functions", () => {
    // (module (memory (export "m") 1) (func (export "f")))
    const bytes = [
      0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 5, 3, 1, 0, 1
    ];
    bytes.push(7, 9, 2, 1, 0x6d, 2, 0, 1, 0x66, 0, 0, 10, 4, 1, 2, 0, 0x0b);
    expect(WebAssembly.validate(new Uint8Array(bytes))).toBe(true);
    expect(readExports(new Uint8Array(bytes))).toEqual(["f"]);
  });

  it("find exports that no spec claims and specs without an export", () => {
    const lib = toTree({"kernels-as/lib/memory.as.ts": "export function heapBase(): usize {}"});
    expect(findWrongExports(["axpy", "heapBase"], registry, lib)).toEqual([]);
    expect(findWrongExports(["axpy", "lane"], registry, lib)).toHaveLength(1);
    expect(findWrongExports([], registry, lib)).toHaveLength(1);
  });
});
