// Programs of the functions seen before: the same text is not read again because a vector of data changed.
import {compileSource} from "../compiler/front/compile.ts";
import {countOps, type Model} from "../compiler/ir.ts";
import {describeConstants, type ConstantData} from "./constantData.ts";
import {LeastRecent} from "./leastRecent.ts";
import type {CompileRequest} from "./request.ts";

type Read = (request: CompileRequest) => Model;

/** Each may hold a program of the compiler's before it was optimised. */
const ROOM = {entries: 200, weight: 400_000};

export function makeReader(): Read {
  const known = new LeastRecent<string, Model>(ROOM, ({program}) => countOps(program.body));
  const numbers = new WeakMap<Model, number>();
  let count = 0;
  /** A model among the helpers is known by itself. */
  const toKey = (helper: string | Model): string | number => {
    if (typeof helper === "string") return helper;
    const number = numbers.get(helper) ?? ++count;
    numbers.set(helper, number);
    return number;
  };
  return (request) => {
    const {source, sizes, name, constants, helpers} = request;
    const data = describeConstants(constants);
    if (!data) return read(request);
    const helperKeys = Object.entries(helpers).map(([key, helper]) => [key, toKey(helper)]);
    const key = JSON.stringify([source, Object.entries(sizes), name, helperKeys, data.shape]);
    const model = known.get(key, () => read(request));
    return withData(model, data) ?? read(request);
  };
}

function read({source, sizes, name, constants, helpers}: CompileRequest): Model {
  return compileSource(source, sizes, {name, constants, helpers});
}

/** The same program with other data; undefined where a name does not tell which array is meant. */
function withData(model: Model, {vectors}: ConstantData): Model | undefined {
  const constants = new Map(model.constants);
  const seen = new Set<string>();
  for (const [array, data] of model.constants) {
    const {name} = model.program.arrays[array];
    const fresh = vectors.get(name);
    if (!fresh) continue;
    if (seen.has(name) || fresh.length !== data.length) return undefined;
    seen.add(name);
    constants.set(array, fresh);
  }
  return {program: model.program, constants};
}
