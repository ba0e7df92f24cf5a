import {expect, it} from "vitest";
import {findFrameChunks, rewriteDynamicImports, type Chunk} from "../../web/build/chunks.ts";

function chunksOf(
  graph: Record<string, {imports?: string[]; lazy?: string[]}>
): Map<string, Chunk> {
  return new Map(
    Object.entries(graph).map(([fileName, {imports = [], lazy = []}]) => [
      fileName,
      {
        fileName,
        imports,
        dynamicImports: lazy,
        code: lazy.map((file) => `import(\`./${file}\`)`).join(";")
      }
    ])
  );
}

it("puts every chunk after those it imports, and lazy ones apart", () => {
  const chunks = chunksOf({
    main: {imports: ["b", "a"], lazy: ["plot"]},
    a: {imports: ["base"]},
    b: {imports: ["a", "base"]},
    base: {},
    plot: {imports: ["base", "d3"], lazy: ["more"]},
    d3: {},
    more: {imports: ["d3"]},
    shell: {imports: ["base"]}
  });
  expect(findFrameChunks(chunks, "main")).toEqual({
    eager: ["base", "a", "b", "main"],
    lazy: {plot: ["d3", "plot"], more: ["d3", "more"]}
  });
});

it("refuses a cycle, which no order of blob URLs can load", () => {
  const chunks = chunksOf({main: {imports: ["a"]}, a: {imports: ["b"]}, b: {imports: ["a"]}});
  expect(() => findFrameChunks(chunks, "main")).toThrow("main → a → b → a");
});

it("sends dynamic imports to the document's own loader, however they are quoted", () => {
  const chunk = {
    fileName: "assets/main.js",
    imports: [],
    dynamicImports: ["assets/x-1.js", "assets/y.js"]
  };
  const code =
    "a(() => import(`./x-1.js`)); b(() => import('./y.js').then(c)); import( \"./x-1.js\" )";
  expect(rewriteDynamicImports({...chunk, code})).toBe(
    'a(() => cuvetteImport("assets/x-1.js")); b(() => cuvetteImport("assets/y.js").then(c)); cuvetteImport("assets/x-1.js")'
  );
  expect(() => rewriteDynamicImports({...chunk, code: "import(`./x-1.js`)"})).toThrow(
    "assets/y.js"
  );
});
