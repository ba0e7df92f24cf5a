// Views of a WASM memory that another thread may have grown meanwhile.

/** The memory's buffer, which reaches to `end` at least. */
function bufferTo(memory: WebAssembly.Memory, end: number): ArrayBufferLike {
  // Growing by nothing makes this thread see what others have grown the memory to.
  if (memory.buffer.byteLength < end) memory.grow(0);
  return memory.buffer;
}

export function viewBytes(memory: WebAssembly.Memory, at: number, length: number): Uint8Array {
  return new Uint8Array(bufferTo(memory, at + length), at, length);
}

export function viewNumbers(memory: WebAssembly.Memory, at: number, length: number): Float64Array {
  return new Float64Array(bufferTo(memory, at + 8 * length), at, length);
}
