// The text of generated WGSL; whether it computes the right thing is asked of a GPU, in tests/gpu.
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {Builder} from "../../../worker/compiler/build.ts";
import {emitWgsl} from "../../../worker/compiler/wgsl/emit.ts";
import {anyProgram} from "../programs.ts";

/** a·sin(x) + Σ (y − x)², with the constants y. */
function waves(amplitude = 2.5, y = [1, 2, 3], uniform: string[] = []) {
  const builder = new Builder("waves", 1, true);
  const x = builder.param("x", 1, true);
  const u = builder.param("u", 3);
  const data = builder.array("y", "constant", y.length);
  const at = builder.load(x.array, builder.integer(0));
  const wave = builder.apply("mul", builder.number(amplitude), builder.apply("sin", at));
  const bounds = {from: builder.integer(0), to: builder.integer(y.length), trips: y.length};
  const [sum] = builder.loop(bounds, [builder.number(0)], (k, [total]) => {
    const rest = builder.apply("sub", builder.load(data, k), at);
    return [builder.apply("add", total, builder.apply("mul", rest, rest))];
  });
  const shifted = builder.apply("add", sum, builder.load(u.array, builder.integer(2)));
  builder.output(0, builder.apply("add", wave, shifted));
  const constants = new Map([[data, Float64Array.from(y)]]);
  return {program: emitWgsl({program: builder.program}, {uniform}), constants};
}

describe("emitWgsl", () => {
  it("writes loops as loops, sums as pairs and elements with their names", () => {
    const {program} = waves();
    expect(program.source.slice(0, program.source.indexOf("\n\nfn"))).toMatchInlineSnapshot(`
      "// One point a thread, in f32; row r of the point i is at r * n + i. Before this comes the kernels' prelude
      // (kernels-as/lib/prelude.wgsl): expF32, logF32, addTerm and the like.
      struct Params { begin: u32, end: u32 }
      @group(0) @binding(0) var<storage, read_write> answer: array<f32>;
      @group(0) @binding(1) var<storage, read> inputs: array<f32>;
      @group(0) @binding(2) var<storage, read> constants: array<f32>;
      @group(0) @binding(4) var<uniform> params: Params;

      @compute @workgroup_size(threads)
      fn evaluate(
        @builtin(workgroup_id) group: vec3u,
        @builtin(num_workgroups) groups: vec3u,
        @builtin(local_invocation_index) local: u32
      ) {
        enter(params.begin);
        let n = params.end;
        let point = groupOf(group, groups) * threads + local;
        if (point >= n) { return; }
        let v1 = inputs[point]; // x
        var v9: Sum = Sum(0.0, 0.0);
        for (var k8: i32 = 0; k8 < 3; k8++) {
          let v11 = constants[k8 + 1]; // y[k8]
          let v12 = v11 - v1;
          let v14 = addTerm(v9, v12 * v12);
          v9 = v14;
        }
        let v16 = inputs[3u * n + point]; // u[2]
        let v17 = addTerm(v9, v16);
        let v18 = addTerm(v17, constants[0] * sincosF32(v1).x);
        answer[point] = v18.value;
        answer[n + point] = v18.rest;
      }"
    `);
    expect(program).toMatchObject({
      name: "waves",
      uniform: [],
      varying: ["x", "u"],
      inputRows: 4,
      outputRows: 1,
      scratchRows: 0,
      isPaired: true,
      constantCount: 4,
      uniformCount: 0
    });
  });

  it("keeps literals and constants out of the code: other numbers, the same source", () => {
    const [one, other] = [waves(), waves(-1e30, [7, 8, 9])];
    expect(other.program.source).toBe(one.program.source);
    expect(other.program.key).toBe(one.program.key);
    expect([...one.program.fillConstants(one.constants)]).toEqual([2.5, 1, 2, 3]);
    expect([...other.program.fillConstants(other.constants)]).toEqual([
      Math.fround(-1e30),
      7,
      8,
      9
    ]);
    expect(waves(2.5, [1, 2]).program.key).not.toBe(one.program.key);
  });

  it("puts the parameters that are the same for every point behind the constants", () => {
    const {program} = waves(2.5, [1, 2, 3], ["u"]);
    expect(program).toMatchObject({uniform: ["u"], varying: ["x"], inputRows: 1, uniformCount: 3});
    expect(program.source).toContain("constants[6]; // u[2]");
  });

  it("writes no literal that a compiler could reorder a sum with", () => {
    const builder = new Builder("log1p", 1);
    const x = builder.load(builder.param("x", 1, true).array, builder.integer(0));
    const one = builder.number(1);
    const u = builder.apply("add", one, x);
    const ratio = builder.apply("div", x, builder.apply("sub", u, one));
    builder.output(0, builder.apply("mul", builder.apply("log", u), ratio));
    const {source} = emitWgsl({program: builder.program}, {uniform: []});
    expect(source).toContain("constants[0] + ");
    expect(source).toContain(" - constants[0]");
    expect(source).not.toMatch(/\d\.\d/);
  });

  it("leaves large arrays to memory and keeps small ones", () => {
    const builder = new Builder("arrays", 1);
    const small = builder.array("small", "local", 8);
    const large = builder.array("large", "local", 600);
    const i = builder.integer(3);
    builder.store(small, i, builder.load(large, i));
    builder.output(0, builder.load(small, i));
    const {source, scratchRows} = emitWgsl({program: builder.program}, {uniform: []});
    expect(scratchRows).toBe(600);
    expect(source).toContain(`var small_${small}: array<f32, 8>;`);
    expect(source).toContain("scratch[3u * n + point]");
    expect(source).toContain("row < 600u; row++) { scratch[row * n + point] = 0.0; }");
  });

  it("begins the answer at zero where no store is sure to reach", () => {
    const cleared = "{ answer[row * n + point] = 0.0; }";
    const write = (outputs: number, isSure: boolean) => {
      const builder = new Builder("partial", outputs);
      const x = builder.load(builder.param("x", 1, true).array, builder.integer(0));
      const where = isSure ? undefined : builder.apply("lt", x, builder.number(0));
      builder.store(0, builder.integer(0), x, where);
      return emitWgsl({program: builder.program}, {uniform: []}).source;
    };
    expect(write(1, true)).not.toContain(cleared);
    expect(write(1, false)).toContain(cleared);
    expect(write(2, true)).toContain(cleared);
  });

  it("takes only the functions that it calls", () => {
    const builder = new Builder("one", 1);
    const x = builder.load(builder.param("x", 1, true).array, builder.integer(0));
    builder.output(0, builder.apply("erf", x));
    const {source} = emitWgsl({program: builder.program}, {uniform: []});
    expect(source).toContain("fn erfF32(");
    expect(source).toContain("fn erfTail(");
    expect(source).not.toContain("fn erfcF32(");
    expect(source.match(/struct Params/g)).toHaveLength(1);
    expect(source.match(/@compute/g)).toHaveLength(1);
  });

  it("defines each name before its use, once, and closes what it opens", () => {
    fc.assert(
      fc.property(anyProgram(), (model) => {
        checkNames(emitWgsl(model, {uniform: []}).source);
      }),
      {numRuns: 100, seed: 4}
    );
  });

  it("writes the same text for the same program", () => {
    fc.assert(
      fc.property(anyProgram(), (model) => {
        const [one, other] = [emitWgsl(model, {uniform: []}), emitWgsl(model, {uniform: []})];
        expect(one.source).toBe(other.source);
        expect(one.key).toBe(other.key);
      }),
      {numRuns: 20, seed: 4}
    );
  });
});

/** Names of the entry point's own, block by block. */
function checkNames(source: string): void {
  const body = source.slice(source.indexOf("  if (point >= n)"), source.indexOf("\n}\n"));
  const scopes = [new Set<string>()];
  for (const line of body.split("\n")) {
    const code = line.replace(/\/\/.*/, "").trim();
    const isHead = code.endsWith("{");
    if (code === "}") scopes.pop();
    if (isHead) scopes.push(new Set());
    const made = /\b(?:let|var) (\w+)/.exec(code)?.[1];
    for (const name of code.match(/\b(?:v|k|place|passes|fixed)\d+(?:next|end)?\b/g) ?? []) {
      const isMade = name === made || scopes.some((scope) => scope.has(name));
      if (!isMade) throw new Error(`${name} is not defined: ${line}`);
    }
    if (made === undefined || made === "row") continue;
    if (scopes.some((scope) => scope.has(made))) throw new Error(`${made} is made twice: ${line}`);
    scopes.at(-1).add(made);
  }
  expect(scopes).toHaveLength(1);
}
