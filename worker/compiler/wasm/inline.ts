// Calls of the kernels' lane functions, and the short ones written in place: a call spills what is in
// registers, which costs as much as a short function does.
import type {Code, ValueType} from "./code.ts";
import type {Emission} from "./emission.ts";
import type {LaneFunction} from "./lanes.ts";

/** Functions that are quicker in place: measured 20 % for exp, 7 % for log, nothing or less for the longer ones. */
const IN_PLACE: ReadonlySet<string> = new Set(["lane_exp", "lane_log"]);
/** Instructions that may be added in this way to one program. */
const MOST_IN_PLACE = 4000;

/** The operands are on the stack, the answer takes their place. */
export function callLane(emission: Emission, name: string): void {
  const {linker, code} = emission;
  const body = linker.body(name);
  const {length} = body.code;
  if (IN_PLACE.has(name) && emission.inPlace + length <= MOST_IN_PLACE) {
    emission.inPlace += length;
    return writeInPlace(emission, body, name);
  }
  code.push("call", linker.callExported(name));
}

function writeInPlace(emission: Emission, lane: LaneFunction, name: string): void {
  const {params, locals, code} = lane;
  const types: ValueType[] = [...params, ...locals];
  const places = types.map((type) => emission.local(type));
  for (let k = params.length - 1; k >= 0; k--) emission.set(places[k]);
  for (const local of findUnset(code, params.length)) {
    emission.zero(types[local]);
    emission.set(places[local]);
  }
  emission.push("block", lane.results[0]);
  emission.code.comment(name);
  let depth = 0;
  code.instructions.forEach((instruction, at) => {
    const first = code.first[at];
    const {immediate} = instruction;
    if (instruction.name === "return") emission.push("br", depth);
    else if (immediate === "raw") emission.code.raw(instruction, code.payloads[first]);
    else if (immediate === "local") emission.code.add(instruction, places[first], 0);
    else if (immediate === "function")
      emission.code.add(instruction, emission.linker.call(first), 0);
    else emission.code.add(instruction, first, code.second[at]);
    if (immediate === "block") depth += 1;
    if (instruction.name === "end") depth -= 1;
  });
  emission.push("end");
}

/** Locals that may be read before they are set: a function finds zeros there, and so must what stands in its place. */
function findUnset(code: Code, params: number): Set<number> {
  const unset = new Set<number>();
  const scopes: Set<number>[] = [new Set()];
  code.instructions.forEach(({name, immediate}, at) => {
    const local = code.first[at];
    if (immediate === "block") scopes.push(new Set());
    else if (name === "end") scopes.pop();
    else if (name === "else") scopes[scopes.length - 1] = new Set();
    else if (name === "local.set" || name === "local.tee") scopes.at(-1)?.add(local);
    else if (name === "local.get" && local >= params && !scopes.some((set) => set.has(local)))
      unset.add(local);
  });
  return unset;
}
