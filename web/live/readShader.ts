// A light scan of a WGSL cell for what its caller has to know: entry points, bindings, structs and whole
// constants. The browser's own compiler judges everything else.
import {blankOut} from "./blankOut.ts";

export interface Binding {
  name: string;
  group: number;
  binding: number;
  space: "uniform" | "storage";
  /** whether the shader writes it. */
  isOutput: boolean;
  /** as written, without spaces. */
  type: string;
  /** where its declaration begins. */
  line: number;
  column: number;
}

export interface Entry {
  name: string;
  /** undefined: given by an `override`, which is not known here. */
  workgroup: readonly [number, number, number] | undefined;
  /** what it or the functions that it calls name, by binding number. */
  bindings: Binding[];
}

export interface Shader {
  entries: Entry[];
  /** the members of each struct in order, as written, without spaces. */
  structs: ReadonlyMap<string, readonly {name: string; type: string}[]>;
  constants: ReadonlyMap<string, number>;
}

const FUNCTION = /((?:@\w+\s*(?:\([^)]*\)\s*)?)*)\bfn\s+(\w+)/g;
const BINDING =
  /((?:@\w+\s*\([^)]*\)\s*)+)var\s*<\s*(uniform|storage)\s*(?:,\s*(\w+)\s*)?,?\s*>\s*(\w+)\s*:\s*([^;=]+)/g;
const STRUCT = /\bstruct\s+(\w+)\s*\{([^}]*)\}/g;
const CONSTANT = /\bconst\s+(\w+)\s*(?::[^=;]*)?=\s*(\d+|0x[\da-fA-F]+)[iu]?\s*;/g;

/** The names of the cell's compute entry points. */
export function findEntries(source: string): string[] {
  return [...blankOut(source, "wgsl").matchAll(FUNCTION)]
    .filter(([, attributes]) => /@compute\b/.test(attributes))
    .map(([, , name]) => name)
    .filter((name) => !name.startsWith("_"));
}

export function readShader(source: string): Shader {
  const code = blankOut(source, "wgsl");
  const constants = new Map(
    [...code.matchAll(CONSTANT)].map(([, name, value]) => [name, Number(value)])
  );
  const structs = new Map(
    [...code.matchAll(STRUCT)].map(([, name, body]) => [name, readMembers(body)])
  );
  const bindings = [...code.matchAll(BINDING)].map((match) => readBinding(match, code));
  const bodies = readBodies(code);
  const entries = [...code.matchAll(FUNCTION)]
    .filter(([, attributes]) => /@compute\b/.test(attributes))
    .map(([, attributes, name]): Entry => {
      const named = findNamed(name, bodies);
      return {
        name,
        workgroup: readWorkgroup(attributes, constants),
        bindings: bindings
          .filter((binding) => named.has(binding.name))
          .sort((a, b) => a.group - b.group || a.binding - b.binding)
      };
    });
  return {entries, structs, constants};
}

function readBinding(match: RegExpExecArray, code: string): Binding {
  const [, attributes, space, access, name, type] = match;
  const number = (what: string) =>
    Number(new RegExp(`@${what}\\s*\\(\\s*(\\d+)`).exec(attributes)?.[1] ?? 0);
  const before = code.slice(0, match.index).split("\n");
  return {
    name,
    group: number("group"),
    binding: number("binding"),
    space: space as Binding["space"],
    isOutput: access === "read_write" || access === "write",
    type: type.replace(/\s/g, ""),
    line: before.length,
    column: before.at(-1).length + 1
  };
}

/** Members with attributes keep them: their layout is not the usual one. */
function readMembers(body: string): {name: string; type: string}[] {
  return splitList(body)
    .map((member) => /^([^:]*):(.*)$/s.exec(member))
    .filter((found) => found !== null)
    .map(([, name, type]) => ({name: name.trim(), type: type.replace(/\s/g, "")}));
}

/** Splits at commas outside brackets of any kind. */
function splitList(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    if ("<(".includes(text[i])) depth++;
    else if (">)".includes(text[i])) depth--;
    else if (text[i] === "," && depth === 0) {
      parts.push(text.slice(from, i));
      from = i + 1;
    }
  }
  return [...parts, text.slice(from)];
}

function readWorkgroup(
  attributes: string,
  constants: ReadonlyMap<string, number>
): Entry["workgroup"] {
  const list = /@workgroup_size\s*\(([^)]*)\)/.exec(attributes)?.[1] ?? "1";
  const sizes = list
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map((part) => (/^\d/.test(part) ? Number.parseInt(part) : constants.get(part)));
  if (sizes.includes(undefined)) return undefined;
  const [x = 1, y = 1, z = 1] = sizes as number[];
  return [x, y, z];
}

/** The text of each function, from its name to its closing brace. */
function readBodies(code: string): Map<string, string> {
  const bodies = new Map<string, string>();
  for (const match of code.matchAll(/\bfn\s+(\w+)/g)) {
    let end = code.indexOf("{", match.index);
    let depth = 0;
    for (; end >= 0 && end < code.length; end++) {
      if (code[end] === "{") depth++;
      else if (code[end] === "}" && --depth === 0) break;
    }
    bodies.set(match[1], code.slice(match.index + match[0].length, end));
  }
  return bodies;
}

/** Every word that a function says, and those that it calls. */
function findNamed(entry: string, bodies: ReadonlyMap<string, string>): Set<string> {
  const named = new Set([entry]);
  for (const word of named) {
    for (const [found] of bodies.get(word)?.matchAll(/[A-Za-z_]\w*/g) ?? []) named.add(found);
  }
  return named;
}
