// Runs a `wgsl` cell: each of its compute entry points becomes an async function of its bindings by name,
// `await scale({data, params}, {workgroups: [x, y]})`, which gives what the shader wrote, by name too.
// Shaders compute in f32: results differ between GPUs in their last bits, and no link promises them.
import {say} from "../say.ts";
import {gather} from "./runKernel.ts";
import {GpuMissing} from "./openGpu.ts";
import {openShader, type Filled, type OpenShader, type Workgroups} from "./openShader.ts";
import {readShader, type Binding, type Entry} from "./readShader.ts";
import {readType, type ShaderType} from "./shaderTypes.ts";
import {countElements, toBytes} from "./shaderValues.ts";
import {describeRemark} from "./toSyntaxError.ts";
import type {LiveWishes} from "./types.ts";

export interface DispatchOptions {
  /** how many workgroups to start. Default: enough of the shader's for one invocation per element of the first array. */
  workgroups?: number | readonly number[];
}

/** Where there is no GPU the functions are defined all the same, so that a cell can do without: calling one rejects. */
export async function runShader(
  source: string,
  wishes: LiveWishes
): Promise<Record<string, unknown>> {
  const shader = readShader(source);
  const types = new Map<Binding, ShaderType>();
  for (const {bindings} of shader.entries)
    for (const binding of bindings)
      if (!types.has(binding)) types.set(binding, readType(binding, shader));

  let open: OpenShader | undefined;
  let missing: GpuMissing | undefined;
  try {
    open = await openShader(source, shader.entries);
    for (const remark of open.warnings) wishes.display(describeRemark(remark));
  } catch (error) {
    if (!(error instanceof GpuMissing)) throw error;
    missing = error;
    wishes.display(say("live.noGpu", {why: error.message}));
  }

  const exported: Record<string, unknown> = {};
  for (const entry of shader.entries) {
    const {name} = entry;
    const call = async (values: Record<string, unknown> = {}, options: DispatchOptions = {}) => {
      const filled = fill(entry, values, types);
      const workgroups = countWorkgroups(entry, filled, options);
      if (!open)
        throw new GpuMissing(say("live.gpuFailed", {entry: name, problem: missing!.message}));
      return open.dispatch(entry, filled, workgroups);
    };
    exported[name] = Object.defineProperty(call, "name", {value: name});
  }
  return gather(exported, wishes);
}

function fill(
  {name, bindings}: Entry,
  values: Record<string, unknown>,
  types: ReadonlyMap<Binding, ShaderType>
): Filled[] {
  const names = bindings.map((binding) => binding.name).join(", ") || "nothing";
  if (typeof values !== "object" || values === null)
    throw new TypeError(`${name}: takes an object with ${names}, got ${typeof values}`);
  const stray = Object.keys(values).find((key) => !bindings.some((item) => item.name === key));
  if (stray !== undefined)
    throw new TypeError(`${name}: has no binding ${stray}; it takes ${names}`);
  return bindings.map((item) => {
    const type = types.get(item)!;
    const bytes = toBytes(type, values[item.name], `${name}: ${item.name}`);
    return {...item, isUniform: item.space === "uniform", type, bytes};
  });
}

function countWorkgroups(
  {name, workgroup}: Entry,
  filled: readonly Filled[],
  {workgroups}: DispatchOptions
): Workgroups {
  if (workgroups !== undefined) {
    const given = typeof workgroups === "number" ? [workgroups] : workgroups;
    const [x = 1, y = 1, z = 1] = given;
    if (given.length > 3 || ![x, y, z].every((n) => Number.isInteger(n) && n >= 0))
      throw new RangeError(
        `${name}: workgroups must be up to three whole numbers, got ${String(workgroups)}`
      );
    return [x, y, z];
  }
  const first = filled.find(({isUniform, type}) => !isUniform && type.kind === "list");
  if (!first || !workgroup || workgroup[1] * workgroup[2] !== 1)
    throw new TypeError(
      `${name}: say how many workgroups to start: {workgroups: [x, y, z]}, got none`
    );
  const elements = countElements(first.type as Extract<ShaderType, {kind: "list"}>, first.bytes);
  return [Math.ceil(elements / workgroup[0]), 1, 1];
}
