// A program's bytes to the function that threads call.
import {withOrdinaryMemory} from "../../device/module.ts";
import {ENTRY, type Entry} from "./abi.ts";

/** `memory` must be one in which the kernels have been instantiated: they write the tables of the functions there. */
export function instantiateProgram(
  bytes: Uint8Array<ArrayBuffer>,
  memory: WebAssembly.Memory
): Entry {
  const isShared = !(memory.buffer instanceof ArrayBuffer);
  const module = new WebAssembly.Module(isShared ? bytes : withOrdinaryMemory(bytes));
  const {exports} = new WebAssembly.Instance(module, {env: {memory}});
  return exports[ENTRY] as Entry;
}
