// A compiled AssemblyScript cell as functions that take and give values of JavaScript.
//
// Numbers, booleans and bigints pass as they are; a parameter of type `Float64Array` (any typed array,
// `StaticArray<f64>`, `Array<f64>`, `string`) takes the like of JavaScript's, and a result comes back as one.
// Both ways are copies: what a function writes into its argument its caller does not see, so it returns it.
// `StaticArray` and `Array` come back as plain arrays.
//
// Kernels run on the document's own thread, so that a call costs tens of nanoseconds. Nothing is put into
// their loops, which would cost what they are written for: an endless one holds the document until the page
// replaces it (Stop in Chromium) or the tab is closed (elsewhere).
import {say} from "../say.ts";
import {makeCheck} from "./checkArguments.ts";
import {readSignatures, showSignature, type Signature} from "./readSignatures.ts";
import type {KernelBuild} from "./types.ts";

/** What an AssemblyScript cell's `name=` stands for: its exports, and these where no export has the name. */
export interface KernelView {
  /** what is exported, with AssemblyScript's types. */
  signatures: string[];
  /** bytes of the module. */
  bytes: number;
  memory: WebAssembly.Memory;
  /** The cell's own functions as WebAssembly text, or the whole module. */
  source(kind?: "wat" | "module"): string;
}

type Call = (...args: unknown[]) => unknown;
type Exports = Record<string, unknown> & {memory: WebAssembly.Memory; __collect(): void};
type Instantiate = (module: WebAssembly.Module) => Promise<Exports>;

export async function openKernel({
  wasm,
  bindings,
  declarations,
  wat
}: NonNullable<KernelBuild["made"]>): Promise<Record<string, unknown>> {
  const [module, {instantiate}] = await Promise.all([
    WebAssembly.compile(wasm),
    importText(bindings) as Promise<{instantiate: Instantiate}>
  ]);
  const made = await instantiate(module);
  const {memory} = made;
  const exported = readSignatures(declarations);
  const values: Record<string, unknown> = {};

  // nothing of the cell is running between calls, so that what they left behind can go
  const tidy = () => made.__collect();
  for (const item of exported) {
    const {name, kind} = item;
    if (kind === "function") values[name] = guard(item, made[name] as Call, tidy);
    else if (kind === "enum") values[name] = made[name];
    else if (kind === "constant") values[name] = (made[name] as WebAssembly.Global).value;
    else
      Object.defineProperty(values, name, {
        enumerable: true,
        get: () => (made[name] as WebAssembly.Global).value as unknown
      });
  }
  const view: KernelView = {
    signatures: exported
      .filter(({kind}) => kind === "function")
      .map((s) => showSignature(s as Signature)),
    bytes: wasm.byteLength,
    memory,
    source: (kind = "wat") => (kind === "module" ? wat : takeOwnFunctions(wat))
  };
  const free = Object.entries(view).filter(([name]) => !(name in values));
  for (const [name, value] of free)
    Object.defineProperty(values, name, {value, enumerable: name !== "memory"});
  return values;
}

function guard(signature: Signature, call: Call, tidy: () => void): Call {
  const check = makeCheck(signature);
  const guarded = (...args: unknown[]) => {
    check(args);
    try {
      return call(...args);
    } catch (error) {
      throw explain(error);
    } finally {
      tidy();
    }
  };
  return Object.defineProperty(guarded, "name", {value: signature.name});
}

const ABORTED = / in (cell\.ts|~lib\/[\w./-]+):(\d+):\d+$/;

/** A failed check in the cell, or in AssemblyScript's library: with words for where. */
function explain(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  // what the library does where memory has run out
  if (error instanceof WebAssembly.RuntimeError && /unreachable/.test(error.message))
    return new Error(say("live.trap"), {cause: error});
  const found = ABORTED.exec(error.message);
  if (!found) return error;
  const message = error.message.slice(0, found.index);
  const [, path, line] = found;
  const text =
    path === "cell.ts" ? say("live.abort", {message, line}) : say("live.abortIn", {message, path});
  return new Error(text, {cause: error});
}

/** Of the module's text, the functions that the cell itself wrote. */
function takeOwnFunctions(wat: string): string {
  const parts = wat.split(/^(?= \()/m).filter((part) => part.startsWith(" (func $cell/"));
  return parts
    .map((part) =>
      part
        .replace(/^ /gm, "")
        .replace(/\n\)\s*$/, "\n)")
        .trimEnd()
    )
    .join("\n\n");
}

/** Imports a module from its text: a sandboxed document may from a blob, Node from a data: URL. */
async function importText(text: string): Promise<unknown> {
  if (!("document" in globalThis))
    return import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(text)}`);
  const url = URL.createObjectURL(new Blob([text], {type: "text/javascript"}));
  try {
    return (await import(/* @vite-ignore */ url)) as unknown;
  } finally {
    URL.revokeObjectURL(url);
  }
}
