// The compiled kernels: one build serves shared and ordinary memory.
import type {KernelName} from "../../kernels-as/registry.ts";

type KernelFunction = (...args: number[]) => void;

export interface KernelExports {
  kernel: (name: KernelName) => KernelFunction;
  /** first byte that no static data occupies. */
  heapBase: number;
  /** spins, then parks, until the word at `address` is not `seen`; returns its value. */
  park: (address: number, seen: number, spins: number) => number;
  /** spins at most `spins` times until the word at `address` is not `seen`; returns its value. */
  spin: (address: number, seen: number, spins: number) => number;
}

/** Compiles and links the kernels with `memory`, shared or not. */
export function instantiate(
  bytes: Uint8Array<ArrayBuffer>,
  memory: WebAssembly.Memory
): KernelExports {
  const shared = !(memory.buffer instanceof ArrayBuffer);
  const module = new WebAssembly.Module(shared ? bytes : withOrdinaryMemory(bytes));
  const {exports} = new WebAssembly.Instance(module, {env: {memory}});
  const functions = exports as Record<string, KernelFunction>;
  return {
    kernel: (name) => functions[name],
    heapBase: (exports.heapBase as () => number)(),
    park: exports.park as KernelExports["park"],
    spin: exports.spin as KernelExports["spin"]
  };
}

const IMPORT_SECTION = 2;
const MEMORY = 2;
const SHARED_BIT = 2;

/** A copy of the module whose imported memory need not be shared: one flag bit differs. */
export function withOrdinaryMemory(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const copy = bytes.slice();
  let at = 8;
  const leb = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = copy[at++];
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
  };
  const skipName = () => {
    const length = leb();
    at += length;
  };
  while (at < copy.length) {
    const section = copy[at++];
    const size = leb();
    if (section !== IMPORT_SECTION) {
      at += size;
      continue;
    }
    for (let count = leb(); count > 0; count--) {
      skipName();
      skipName();
      if (copy[at++] === MEMORY) {
        copy[at] &= ~SHARED_BIT;
        return copy;
      }
      leb();
    }
  }
  throw new Error("withOrdinaryMemory: missing memory import");
}
