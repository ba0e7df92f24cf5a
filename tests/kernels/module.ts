// Runs one export of the compiled kernels directly, without an engine: for unit tests of the maths.
import {readFileSync} from "node:fs";
import {setFlagsFromString} from "node:v8";

type Export = (...args: number[]) => void;

/** An instance of the strict (or relaxed) kernels with helpers to place arrays in its memory. */
export function loadKernels(flavour: "strict" | "relaxed" = "strict", pages = 4096) {
  // Node 20 has relaxed SIMD behind a flag; later ones ignore it.
  if (flavour === "relaxed") setFlagsFromString("--experimental-wasm-relaxed-simd");
  const memory = new WebAssembly.Memory({initial: pages, maximum: 65536, shared: true});
  const bytes = readFileSync(new URL(`../../dist/kernels/${flavour}.wasm`, import.meta.url));
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), {env: {memory}});
  const exports = instance.exports as Record<string, Export>;
  let top = (instance.exports.heapBase as () => number)();
  /** Reserves a view; never freed. */
  function view<T>(
    type: new (buffer: SharedArrayBuffer, offset: number, length: number) => T,
    length: number,
    bytesEach: number
  ): T {
    top = (top + 63) & ~63;
    const made = new type(memory.buffer as unknown as SharedArrayBuffer, top, length);
    top += length * bytesEach;
    return made;
  }
  return {
    exports,
    heapBase: top,
    memory,
    f64: (length: number) => view(Float64Array, length, 8),
    u32: (length: number) => view(Uint32Array, length, 4),
    i32: (length: number) => view(Int32Array, length, 4),
    /** Applies an elementwise kernel of one argument to an ordinary array. */
    map(name: string, values: ArrayLike<number>): Float64Array {
      const start = top;
      const y = this.f64(values.length);
      const x = this.f64(values.length);
      x.set(values);
      exports[name](y.byteOffset, x.byteOffset, 0, values.length);
      const result = new Float64Array(y);
      top = start;
      return result;
    }
  };
}
