// The likeness of a kernel's twins, read from their text: same name, same arguments, same order.
import {posix} from "node:path";
import ts from "typescript";
import type {Kernel, Signature} from "../../kernels-as/kernel.ts";
import {parse} from "./imports.ts";
import type {Rule, Tree} from "./tree.ts";

export type Registry = Record<string, Signature>;
export type Specs = Record<string, Kernel>;

const TYPES: Record<Signature["scalars"][string]["type"], RegExp> = {
  f64: /^f64$/,
  i32: /^i32$/,
  u32: /^u32$/
};

/** Kernels whose own name would hide an address space of WGSL. */
const WGSL_NAMES: Record<string, string | undefined> = {uniform: "uniformDraw"};

/** Folders that hold a spec, entries of the registry and entries of the specs must be the same. */
export function findUnregistered(tree: Tree, registry: Registry, specs: Specs): string[] {
  const folders = findKernelFolders(tree).map((folder) => posix.basename(folder));
  const names = Object.keys(registry);
  const told = Object.keys(specs);
  return [
    ...folders.filter((name) => !names.includes(name)).map((name) => `${name} is not registered`),
    ...names.filter((name) => !folders.includes(name)).map((name) => `${name} has no folder`),
    ...names.filter((name) => !told.includes(name)).map((name) => `${name} is not in the specs`),
    ...told.filter((name) => !names.includes(name)).map((name) => `${name} is in the specs alone`),
    ...names
      .filter((name) => registry[name].name !== name)
      .map((name) => `${name} calls itself ${registry[name].name}`)
  ];
}

/** A spec is the registry's signature with evidence added, and has the twin that its signature promises. */
export function findUnlikeSpecs(registry: Registry, specs: Specs): string[] {
  return Object.keys(registry).flatMap((name) => {
    const spec = specs[name] as Kernel | undefined;
    if (!spec) return [];
    const signature = registry[name];
    const changed = (Object.keys(signature) as (keyof Signature)[]).filter(
      (fact) => spec[fact] !== signature[fact]
    );
    const problems = changed.map((fact) => `${name}'s spec has another ${fact}`);
    const hasTwin = spec.wgsl !== undefined;
    if (hasTwin !== (signature.hasTwin === true))
      problems.push(`${name} has ${hasTwin ? "a" : "no"} GPU twin, its signature says otherwise`);
    return problems;
  });
}

export function findKernelFolders(tree: Tree): string[] {
  const specs = [...tree.keys()].filter((path) => /^kernels-as\/.*\/spec\.ts$/.test(path));
  return specs.map((path) => posix.dirname(path));
}

/** What a compiled module exports: the registry's kernels, and functions that `lib/` gives the host. */
export function findWrongExports(exports: string[], registry: Registry, tree: Tree): string[] {
  const lib = [...tree].filter(([path]) => /^kernels-as\/lib\/.*\.as\.ts$/.test(path));
  const host = lib.flatMap(([, text]) =>
    [...text.matchAll(/^export function (\w+)/gm)].map(([, name]) => name)
  );
  const names = Object.keys(registry);
  return [
    ...names.filter((name) => !exports.includes(name)).map((name) => `${name} is not compiled`),
    ...exports
      .filter((name) => !names.includes(name) && !host.includes(name))
      .map((name) => `${name} is exported but no spec claims it`)
  ];
}

/** Names of the functions a module exports, read from its bytes: Node 20 cannot compile relaxed SIMD. */
export function readExports(bytes: Uint8Array): string[] {
  let at = 8;
  const byte = () => bytes[at++];
  const integer = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const next = byte();
      value |= (next & 0x7f) << shift;
      if (next < 0x80) return value >>> 0;
    }
  };
  while (at < bytes.length) {
    const section = byte();
    const end = integer() + at;
    if (section === EXPORT_SECTION) {
      return Array.from({length: integer()}, () => {
        const length = integer();
        const name = new TextDecoder().decode(bytes.subarray(at, (at += length)));
        const kind = byte();
        integer();
        return kind === FUNCTION ? [name] : [];
      }).flat();
    }
    at = end;
  }
  return [];
}

const EXPORT_SECTION = 7;
const FUNCTION = 0;

/** The argument list of a kernel in the order of its spec. */
function toArguments({outputs, inputs, scalars}: Signature): [string, RegExp][] {
  return [
    ...[...Object.keys(outputs), ...Object.keys(inputs)].map((name): [string, RegExp] => [
      name,
      /^usize$/
    ]),
    ...Object.entries(scalars).map(([name, {type}]): [string, RegExp] => [name, TYPES[type]]),
    ["begin", /^i32$/],
    ["end", /^i32$/]
  ];
}

export function findUnlikeTwins(tree: Tree, registry: Registry): string[] {
  return findKernelFolders(tree).flatMap((folder) => {
    const name = posix.basename(folder);
    const kernel = registry[name];
    if (!kernel) return [];
    const as = tree.get(`${folder}/${name}.as.ts`);
    const wgsl = tree.get(`${folder}/${name}.wgsl`);
    const problems = as === undefined ? [`${name}.as.ts is missing`] : compareAs(kernel, as);
    if (wgsl !== undefined) problems.push(...compareWgsl(kernel, wgsl));
    if (wgsl !== undefined && !kernel.hasTwin)
      problems.push(`${name}.wgsl is not in the signature`);
    return problems;
  });
}

function compareAs(kernel: Signature, text: string): string[] {
  const {name} = kernel;
  const exported = [...text.matchAll(/^export (?!function)(\w+ \w+)/gm)].map(([, what]) => what);
  const signature = new RegExp(`^export function ${name}\\(([^)]*)\\): void`, "m").exec(text);
  if (!signature) return [`${name}.as.ts has no export function ${name}(…): void`];
  const found = signature[1]
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => part.split(/\s*:\s*/));
  const wanted = toArguments(kernel);
  const same =
    found.length === wanted.length &&
    wanted.every(([arg, type], i) => found[i][0] === arg && type.test(found[i][1]));
  const expected = wanted.map(([arg]) => arg).join(", ");
  return [
    ...exported.map((what) => `${name}.as.ts exports ${what}`),
    ...(same ? [] : [`${name}.as.ts takes (${signature[1].trim()}), spec says (${expected})`])
  ];
}

function compareWgsl(kernel: Signature, text: string): string[] {
  const {name, outputs, inputs, scalars} = kernel;
  const bindings = [...text.matchAll(/@binding\((\d+)\)\s+var<([^>]*)>\s+(\w+)/g)]
    .map(([, index, space, variable]) => ({index: Number(index), space, variable}))
    .sort((a, b) => a.index - b.index);
  const arrays = bindings.filter(({space}) => space.startsWith("storage"));
  const wanted = [...Object.keys(outputs), ...Object.keys(inputs)];
  const struct = /struct Params\s*\{([^}]*)\}/.exec(text)?.[1] ?? "";
  const params = [...struct.matchAll(/(\w+)\s*:/g)].map(([, param]) => param);
  const wantedParams = [...Object.keys(scalars), "begin", "end"];
  const problems: string[] = [];
  if (arrays.map(({variable}) => variable).join() !== wanted.join())
    problems.push(
      `${name}.wgsl binds ${arrays.map((a) => a.variable).join()}, spec says ${wanted.join()}`
    );
  if (bindings.some(({index}, i) => index !== i))
    problems.push(`${name}.wgsl leaves a gap in its bindings`);
  if (params.join() !== wantedParams.join())
    problems.push(`${name}.wgsl has Params ${params.join()}, spec says ${wantedParams.join()}`);
  const entry = WGSL_NAMES[name] ?? name;
  if (!new RegExp(`@compute[^{]*\\bfn ${entry}\\(`).test(text))
    problems.push(`${name}.wgsl has no @compute fn ${entry}`);
  return problems;
}

/** The modules here only define things: vite.config.ts tells the bundler so, which leaves out what nobody uses. */
export const definitions: Rule = (tree) =>
  [...tree]
    .filter(([path]) => /^kernels-as\/.*(?<!\.(as|d))\.ts$/.test(path))
    .flatMap(([path, text]) => {
      const acts = parse(path, text).statements.some(
        (statement) =>
          ts.isExpressionStatement(statement) ||
          ts.isIterationStatement(statement, false) ||
          ts.isIfStatement(statement) ||
          ts.isBlock(statement)
      );
      return acts ? [`${path} does something when it is loaded`] : [];
    });

/** Every fixture says who made its numbers: a script that is here, or `"given"`. */
export const fixtures: Rule = (tree) =>
  [...tree]
    .filter(([path]) => /^tests\/fixtures\/.*\.json$/.test(path))
    .flatMap(([path, text]) => {
      const {made} = JSON.parse(text) as {made?: unknown};
      if (made === "given") return [];
      const script = /tests\/fixtures\/make\/[\w/]+\.\w+/.exec(JSON.stringify(made ?? ""))?.[0];
      if (script === undefined) return [`${path} does not say which script made it`];
      return tree.has(script) ? [] : [`${path} was made by ${script}, which is not here`];
    });
