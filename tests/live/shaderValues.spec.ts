import {describe, expect, it} from "vitest";
import {readShader} from "../../web/live/readShader.ts";
import {readType} from "../../web/live/shaderTypes.ts";
import {fromBytes, toBytes} from "../../web/live/shaderValues.ts";

/** The layout of one binding of this type. */
function typeOf(type: string, before = "") {
  const source = `${before}
  @group(0) @binding(0) var<storage, read_write> it: ${type};
@compute @workgroup_size(1) fn main() { _ = &it; }`;
  const shader = readShader(source);
  return readType(shader.entries[0].bindings[0], shader);
}

const words = (bytes: Uint8Array<ArrayBuffer>) => [...new Uint32Array(bytes.buffer)];

describe("layouts", () => {
  it("structs follow WGSL's alignment", () => {
    const type = typeOf(
      "P",
      "struct P { a: f32, b: vec2f, c: u32, d: vec3<i32>, e: i32, f: array<u32, 2>, }"
    );
    expect(type).toMatchObject({kind: "struct", size: 64, align: 16});
    if (type.kind !== "struct") throw new Error(type.kind);
    expect(type.members.map(({name, offset}) => [name, offset])).toEqual([
      ["a", 0], ["b", 8], ["c", 16], ["d", 32], ["e", 44], ["f", 48]
    ]); // prettier-ignore
  });

  it.each([
    ["mat4x4f", "it: mat4x4f cannot be filled from a cell"],
    ["array<vec3f>", "use an array of four-element vectors"],
    ["array<f16>", "it: f16 cannot"],
    ["array<f32, N>", "write the length N as a whole number"]
  ])("%s is refused at its declaration", (type, message) => {
    expect(() => typeOf(type)).toThrow(message);
    expect(() => typeOf(type)).toThrow(expect.objectContaining({line: 2, column: 3}) as Error);
  });

  it("hand-made alignment and open arrays in structs are refused", () => {
    expect(() => typeOf("P", "struct P { @align(16) a: f32 }")).toThrow("leave attributes out");
    expect(() => typeOf("P", "struct P { n: u32, a: array<f32> }")).toThrow("P.a cannot");
  });
});

describe("values", () => {
  it("go in by type", () => {
    const struct = typeOf("P", "struct P { n: u32, x: f32, v: vec2<i32> }");
    expect(words(toBytes(struct, {n: 7, x: 1, v: [2, -1]}, "it"))).toEqual([
      7, 0x3f800000, 2, 0xffffffff
    ]);
    expect(words(toBytes(typeOf("array<f32>"), Float64Array.of(1, 2), "it"))).toEqual([
      0x3f800000, 0x40000000
    ]);
    expect(words(toBytes(typeOf("array<vec2u>"), 2, "it"))).toEqual([0, 0, 0, 0]);
    expect(
      words(toBytes(typeOf("array<atomic<u32>, N>", "const N = 3;"), undefined, "it"))
    ).toEqual([0, 0, 0]);
  });

  it.each<[string, unknown]>([
    ["array<f32>", Float32Array.of(1, 2.5)],
    ["array<vec2i>", Int32Array.of(1, -2, 3, 4)],
    ["u32", 9],
    ["vec3f", Float32Array.of(1, 2, 3)]
  ])("%s comes back as it went in", (type, value) => {
    const layout = typeOf(type);
    expect(fromBytes(layout, toBytes(layout, value, "it").buffer)).toEqual(value);
  });

  it("a struct comes back as an object", () => {
    const layout = typeOf("P", "struct P { n: u32, a: array<f32, 2>, v: vec2f }");
    const value = {n: 1, a: Float32Array.of(2, 3), v: Float32Array.of(4, 5)};
    expect(fromBytes(layout, toBytes(layout, value, "it").buffer)).toEqual(value);
  });

  it("bigints are refused", () => {
    const call = () => toBytes(typeOf("array<u32>"), BigInt64Array.of(1n), "it");
    expect(call).toThrow("it must be an array of u32, or its length, got bigints");
  });

  it.each<[string, unknown, string]>([
    ["f32", "1", "f: it must be a number, got string"],
    ["array<f32>", undefined, "f: it must be an array of f32, or its length, got undefined"],
    ["array<f32>", [], "f: it must not be empty"],
    ["array<f32>", 1.5, "f: it must be an array or its length, got 1.5"],
    ["array<vec4f>", [1, 2, 3], "f: it must have 4 numbers for each vector, got 3 in all"],
    ["array<f32, 2>", [1], "f: it must have 2 numbers, got 1"],
    ["vec2f", [1], "f: it must have 2 numbers, got 1"],
    ["P", 3, "f: it must be an object with n, got number"],
    ["P", {n: 1, m: 2}, "f: it has no member m; it has n"],
    ["P", {}, "f: it.n must be a number, got undefined"]
  ])("%s from %j is refused", (type, value, message) => {
    expect(() => toBytes(typeOf(type, "struct P { n: u32 }"), value, "f: it")).toThrow(message);
  });
});
