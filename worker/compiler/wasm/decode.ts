// A function's body, from the bytes of a module to instructions.
import type {ByteReader} from "./bytes.ts";
import {Code, type ValueType} from "./code.ts";
import {instructionCoded, type Instruction} from "./instructionTables.ts";

export interface DecodedBody {
  locals: ValueType[];
  /** without the `end` of the function; calls name functions as their module numbers them. */
  code: Code;
}

const SIMD = 0xfd;
const MISC = 0xfc;

export function decodeBody(reader: ByteReader): DecodedBody {
  const locals: ValueType[] = [];
  for (let groups = reader.unsigned(); groups > 0; groups--) {
    const count = reader.unsigned();
    const type = reader.byte();
    for (let k = 0; k < count; k++) locals.push(type);
  }
  const code = new Code();
  while (!reader.isDone) decodeInstruction(reader, code);
  if (code.instructions.pop()?.name !== "end") throw new RangeError("decodeBody: missing end");
  code.first.pop();
  code.second.pop();
  return {locals, code};
}

function decodeInstruction(reader: ByteReader, code: Code): void {
  const lead = reader.byte();
  const prefix = lead === SIMD || lead === MISC ? lead : 0;
  const number = prefix === 0 ? lead : reader.unsigned();
  const instruction = instructionCoded(prefix, number);
  if (!instruction) {
    const text = [prefix, number].map((part) => `0x${part.toString(16)}`).join(" ");
    throw new RangeError(`decodeBody: a lane function may not use this instruction, got ${text}`);
  }
  switch (instruction.immediate) {
    case "none":
      return code.add(instruction, 0, 0);
    case "local":
    case "label":
    case "function":
      return code.add(instruction, reader.unsigned(), 0);
    case "i32":
      return code.add(instruction, reader.signed(), 0);
    case "block":
    case "lane":
      return code.add(instruction, reader.byte(), 0);
    case "memory":
    case "memoryLane": {
      reader.unsigned();
      const offset = reader.unsigned();
      const lane = instruction.immediate === "memoryLane" ? reader.byte() : 0;
      return code.add(instruction, lane, offset);
    }
    case "raw":
      return code.raw(instruction, takeRaw(instruction, reader));
  }
}

function takeRaw({name}: Instruction, reader: ByteReader): Uint8Array {
  if (name === "v128.const" || name === "i8x16.shuffle") return reader.take(16).slice();
  if (name === "f64.const") return reader.take(8).slice();
  if (name === "f32.const") return reader.take(4).slice();
  const start = reader.at;
  if (name === "i64.const") {
    while (reader.byte() > 127) continue;
  } else {
    for (let labels = reader.unsigned() + 1; labels > 0; labels--) reader.unsigned();
  }
  return reader.data.slice(start, reader.at);
}
