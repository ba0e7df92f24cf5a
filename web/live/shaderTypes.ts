// WGSL's host-shareable types that a cell's caller can fill: `f32`, `i32`, `u32`, vectors of them, arrays of
// both (also atomic), and structs of these. Matrices, bool, f16, arrays of structs or of three-element
// vectors, and hand-made alignment are refused with what to write instead.
import {CellSyntaxError} from "../lang/cell.ts";
import type {Binding, Shader} from "./readShader.ts";

export type Scalar = "f32" | "i32" | "u32";

export interface Vector {
  kind: "vector";
  scalar: Scalar;
  /** 1 for a plain number. */
  lanes: number;
  size: number;
  align: number;
}

export interface List {
  kind: "list";
  element: Vector;
  /** undefined: as long as what it is given. */
  count: number | undefined;
  /** of the whole; 0 where the count is open. */
  size: number;
  align: number;
}

export interface Struct {
  kind: "struct";
  members: {name: string; type: Vector | List; offset: number}[];
  size: number;
  align: number;
}

export type ShaderType = Vector | List | Struct;

const SHORT: Record<string, Scalar> = {f: "f32", i: "i32", u: "u32"};

/** The layout of a binding's type; throws at its declaration for one that is not supported. */
export function readType(
  {name, type, line, column}: Binding,
  {structs, constants}: Pick<Shader, "structs" | "constants">
): ShaderType {
  const fail = (text: string, instead: string): never => {
    throw new CellSyntaxError(`${name}: ${text} cannot be filled from a cell; ${instead}`, {
      line,
      column
    });
  };

  const readVector = (text: string): Vector => {
    const plain = /^atomic<(\w+)>$/.exec(text)?.[1] ?? text;
    if (plain === "f32" || plain === "i32" || plain === "u32")
      return {kind: "vector", scalar: plain, lanes: 1, size: 4, align: 4};
    const found = /^vec([234])(?:<(f32|i32|u32)>|([fiu]))$/.exec(plain);
    if (!found)
      return fail(text, "use f32, i32, u32, vectors of them, arrays of these, or a struct of them");
    const lanes = Number(found[1]);
    const scalar = (found[2] as Scalar | undefined) ?? SHORT[found[3]];
    return {kind: "vector", scalar, lanes, size: 4 * lanes, align: lanes === 2 ? 8 : 16};
  };

  const readPart = (text: string): Vector | List => {
    const found = /^array<([^,]+(?:<\w+>)?)(?:,(\w+))?,?>$/.exec(text);
    if (!found) return readVector(text);
    const element = readVector(found[1]);
    if (element.lanes === 3) fail(text, "use an array of four-element vectors");
    const length = found[2] as string | undefined;
    const count =
      length === undefined
        ? undefined
        : /^\d/.test(length)
          ? Number.parseInt(length)
          : constants.get(length);
    if (length !== undefined && count === undefined)
      fail(text, `write the length ${length} as a whole number`);
    return {kind: "list", element, count, size: (count ?? 0) * element.size, align: element.align};
  };

  const members = structs.get(type);
  if (!members) return readPart(type);
  const struct: Struct = {kind: "struct", members: [], size: 0, align: 4};
  for (const member of members) {
    if (member.name.startsWith("@")) fail(`${type} with ${member.name}`, "leave attributes out");
    const part = readPart(member.type);
    if (part.kind === "list" && part.count === undefined)
      fail(`${type}.${member.name}`, "bind an array of open length by itself");
    const offset = roundUp(struct.size, part.align);
    struct.members.push({name: member.name, type: part, offset});
    struct.size = offset + part.size;
    struct.align = Math.max(struct.align, part.align);
  }
  struct.size = roundUp(struct.size, struct.align);
  return struct;
}

function roundUp(size: number, align: number): number {
  return Math.ceil(size / align) * align;
}
