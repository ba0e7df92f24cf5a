// A program as WGSL: one point a thread, in f32, on top of the kernels' prelude.
import {OUTPUT, type Model} from "../ir.ts";
import {Sha256, toHex} from "../../sha256.ts";
import type {WgslProgram} from "./abi.ts";
import {Body} from "./body.ts";
import {costOf} from "./cost.ts";
import {layOut, type Layout} from "./layout.ts";
import {collect} from "./library.ts";
import {findSums} from "./sums.ts";
import {findUses} from "./uses.ts";

/** `uniform`: names of the parameters that are the same for every point. */
export function emitWgsl(
  {program}: Pick<Model, "program">,
  {uniform}: {uniform: readonly string[]}
): WgslProgram {
  const uses = findUses(program);
  const sums = findSums(program, uses);
  const layout = layOut(program, uniform, uses, sums);
  const body = new Body(program, layout, uses, sums);
  body.write();
  const source = `${head(layout)}
  enter(params.begin);
  let n = params.end;
  let point = groupOf(group, groups) * threads + local;
  if (point >= n) { return; }
${body.lines.join("\n")}
}
${collect(body.called)}`;
  const {size} = program.arrays[OUTPUT];
  return {
    name: program.name,
    source,
    key: toHex(new Sha256().update(new TextEncoder().encode(source)).finish()),
    uniform: layout.uniform,
    varying: layout.varying,
    inputRows: layout.inputRows,
    outputRows: size,
    scratchRows: layout.scratchRows,
    isPaired: sums.arrays.has(OUTPUT),
    constantCount: layout.constantCount,
    uniformCount: layout.uniformCount,
    cost: costOf(program.body),
    fillConstants: layout.fillConstants
  };
}

function head({inputRows, scratchRows, constantCount, uniformCount}: Layout): string {
  const bind = (binding: number, access: string, name: string) =>
    `@group(0) @binding(${binding}) var<storage, ${access}> ${name}: array<f32>;`;
  return [
    "// One point a thread, in f32; row r of the point i is at r * n + i. Before this comes the kernels' prelude",
    "// (kernels-as/lib/prelude.wgsl): expF32, logF32, addTerm and the like.",
    "struct Params { begin: u32, end: u32 }",
    bind(0, "read_write", "answer"),
    ...(inputRows > 0 ? [bind(1, "read", "inputs")] : []),
    ...(constantCount + uniformCount > 0 ? [bind(2, "read", "constants")] : []),
    ...(scratchRows > 0 ? [bind(3, "read_write", "scratch")] : []),
    "@group(0) @binding(4) var<uniform> params: Params;",
    "",
    "@compute @workgroup_size(threads)",
    "fn evaluate(",
    "  @builtin(workgroup_id) group: vec3u,",
    "  @builtin(num_workgroups) groups: vec3u,",
    "  @builtin(local_invocation_index) local: u32",
    ") {"
  ].join("\n");
}
