// The instructions of WebAssembly that programs and the kernels' lane functions are made of: what they are
// called, how they are encoded, what follows the code and what they do to the stack.

/** What follows an instruction's code. `raw` is a constant, a shuffle or a branch table, kept as bytes. */
export type Immediate =
  | "none"
  | "local"
  | "label"
  | "function"
  | "block"
  | "memory"
  | "memoryLane"
  | "lane"
  | "i32"
  | "raw";

export interface Instruction {
  name: string;
  /** 0 where the code stands alone. */
  prefix: number;
  code: number;
  immediate: Immediate;
  /** values taken from the stack; a call's come from its type. */
  pops: number;
  pushes: number;
  /** log2 of the bytes that a load or a store touches. */
  align: number;
}

const SIMD = 0xfd;
const MISC = 0xfc;
const COMPARE = "eq ne lt gt le ge";
const COMPARE_INTEGERS = "eq ne lt_s lt_u gt_s gt_u le_s le_u ge_s ge_u";
const INTEGERS =
  "clz ctz popcnt|add sub mul div_s div_u rem_s rem_u and or xor shl shr_s shr_u rotl rotr";
const FLOATS = "abs neg ceil floor trunc nearest sqrt|add sub mul div min max copysign";
const NARROW = "8x16 16x8 32x4 64x2";

/** [prefix, first code, immediate, values taken, values given, names in the order of their codes]; "-" is a gap. */
type Row = [number, number, Immediate, number, number, string];

const rows: Row[] = [
  [0, 0x00, "none", 0, 0, "unreachable nop"],
  [0, 0x02, "block", 0, 0, "block loop"],
  [0, 0x04, "block", 1, 0, "if"],
  [0, 0x05, "none", 0, 0, "else"],
  [0, 0x0b, "none", 0, 0, "end"],
  [0, 0x0c, "label", 0, 0, "br"],
  [0, 0x0d, "label", 1, 0, "br_if"],
  [0, 0x0e, "raw", 1, 0, "br_table"],
  [0, 0x0f, "none", 0, 0, "return"],
  [0, 0x10, "function", 0, 0, "call"],
  [0, 0x1a, "none", 1, 0, "drop"],
  [0, 0x1b, "none", 3, 1, "select"],
  [0, 0x20, "local", 0, 1, "local.get"],
  [0, 0x21, "local", 1, 0, "local.set"],
  [0, 0x22, "local", 1, 1, "local.tee"],
  [0, 0x28, "memory", 1, 1, "i32.load i64.load f32.load f64.load"],
  [0, 0x2c, "memory", 1, 1, "i32.load8_s i32.load8_u i32.load16_s i32.load16_u i64.load8_s"],
  [0, 0x31, "memory", 1, 1, "i64.load8_u i64.load16_s i64.load16_u i64.load32_s i64.load32_u"],
  [0, 0x36, "memory", 2, 0, "i32.store i64.store f32.store f64.store i32.store8 i32.store16"],
  [0, 0x3c, "memory", 2, 0, "i64.store8 i64.store16 i64.store32"],
  [0, 0x41, "i32", 0, 1, "i32.const"],
  [0, 0x42, "raw", 0, 1, "i64.const f32.const f64.const"],
  [0, 0x45, "none", 1, 1, "i32.eqz"],
  [0, 0x46, "none", 2, 1, all("i32", COMPARE_INTEGERS)],
  [0, 0x50, "none", 1, 1, "i64.eqz"],
  [0, 0x51, "none", 2, 1, all("i64", COMPARE_INTEGERS)],
  [0, 0x5b, "none", 2, 1, `${all("f32", COMPARE)} ${all("f64", COMPARE)}`],
  ...halves(0x67, all("i32", INTEGERS)),
  ...halves(0x79, all("i64", INTEGERS)),
  ...halves(0x8b, all("f32", FLOATS)),
  ...halves(0x99, all("f64", FLOATS)),
  [0, 0xa7, "none", 1, 1, "i32.wrap_i64 i32.trunc_f32_s i32.trunc_f32_u i32.trunc_f64_s"],
  [0, 0xab, "none", 1, 1, "i32.trunc_f64_u i64.extend_i32_s i64.extend_i32_u i64.trunc_f32_s"],
  [0, 0xaf, "none", 1, 1, "i64.trunc_f32_u i64.trunc_f64_s i64.trunc_f64_u f32.convert_i32_s"],
  [0, 0xb3, "none", 1, 1, "f32.convert_i32_u f32.convert_i64_s f32.convert_i64_u f32.demote_f64"],
  [0, 0xb7, "none", 1, 1, "f64.convert_i32_s f64.convert_i32_u f64.convert_i64_s"],
  [0, 0xba, "none", 1, 1, "f64.convert_i64_u f64.promote_f32 i32.reinterpret_f32"],
  [0, 0xbd, "none", 1, 1, "i64.reinterpret_f64 f32.reinterpret_i32 f64.reinterpret_i64"],
  [0, 0xc0, "none", 1, 1, "i32.extend8_s i32.extend16_s"],
  [0, 0xc2, "none", 1, 1, "i64.extend8_s i64.extend16_s i64.extend32_s"],
  [MISC, 0x00, "none", 1, 1, "i32.trunc_sat_f32_s i32.trunc_sat_f32_u i32.trunc_sat_f64_s"],
  [MISC, 0x03, "none", 1, 1, "i32.trunc_sat_f64_u i64.trunc_sat_f32_s i64.trunc_sat_f32_u"],
  [MISC, 0x06, "none", 1, 1, "i64.trunc_sat_f64_s i64.trunc_sat_f64_u"],
  [SIMD, 0x00, "memory", 1, 1, all("v128", "load load8x8_s load8x8_u load16x4_s load16x4_u")],
  [SIMD, 0x05, "memory", 1, 1, all("v128", "load32x2_s load32x2_u load8_splat load16_splat")],
  [SIMD, 0x09, "memory", 1, 1, all("v128", "load32_splat load64_splat")],
  [SIMD, 0x0b, "memory", 2, 0, "v128.store"],
  [SIMD, 0x0c, "raw", 0, 1, "v128.const"],
  [SIMD, 0x0d, "raw", 2, 1, "i8x16.shuffle"],
  [SIMD, 0x0e, "none", 2, 1, "i8x16.swizzle"],
  [SIMD, 0x0f, "none", 1, 1, `${shapes("splat")} f32x4.splat f64x2.splat`],
  [SIMD, 0x15, "lane", 1, 1, "i8x16.extract_lane_s i8x16.extract_lane_u"],
  [SIMD, 0x17, "lane", 2, 1, "i8x16.replace_lane"],
  [SIMD, 0x18, "lane", 1, 1, "i16x8.extract_lane_s i16x8.extract_lane_u"],
  [SIMD, 0x1a, "lane", 2, 1, "i16x8.replace_lane"],
  ...lanes(0x1b, "i32x4 i64x2 f32x4 f64x2"),
  [SIMD, 0x23, "none", 2, 1, all("i8x16", COMPARE_INTEGERS)],
  [SIMD, 0x2d, "none", 2, 1, all("i16x8", COMPARE_INTEGERS)],
  [SIMD, 0x37, "none", 2, 1, all("i32x4", COMPARE_INTEGERS)],
  [SIMD, 0x41, "none", 2, 1, `${all("f32x4", COMPARE)} ${all("f64x2", COMPARE)}`],
  [SIMD, 0x4d, "none", 1, 1, "v128.not"],
  [SIMD, 0x4e, "none", 2, 1, all("v128", "and andnot or xor")],
  [SIMD, 0x52, "none", 3, 1, "v128.bitselect"],
  [SIMD, 0x53, "none", 1, 1, "v128.any_true"],
  [SIMD, 0x54, "memoryLane", 2, 1, all("v128", "load8_lane load16_lane load32_lane load64_lane")],
  [SIMD, 0x58, "memoryLane", 2, 0, all("v128", "store8_lane store16_lane")],
  [SIMD, 0x5a, "memoryLane", 2, 0, all("v128", "store32_lane store64_lane")],
  [SIMD, 0x5c, "memory", 1, 1, "v128.load32_zero v128.load64_zero"],
  [SIMD, 0x5e, "none", 1, 1, "f32x4.demote_f64x2_zero f64x2.promote_low_f32x4"],
  [SIMD, 0x60, "none", 1, 1, all("i8x16", "abs neg popcnt all_true bitmask")],
  [SIMD, 0x65, "none", 2, 1, "i8x16.narrow_i16x8_s i8x16.narrow_i16x8_u"],
  [SIMD, 0x67, "none", 1, 1, all("f32x4", "ceil floor trunc nearest")],
  [SIMD, 0x6b, "none", 2, 1, all("i8x16", "shl shr_s shr_u add add_sat_s add_sat_u sub sub_sat_s")],
  [SIMD, 0x73, "none", 2, 1, "i8x16.sub_sat_u"],
  [SIMD, 0x74, "none", 1, 1, "f64x2.ceil f64x2.floor"],
  [SIMD, 0x76, "none", 2, 1, all("i8x16", "min_s min_u max_s max_u")],
  [SIMD, 0x7a, "none", 1, 1, "f64x2.trunc"],
  [SIMD, 0x7b, "none", 2, 1, "i8x16.avgr_u"],
  [SIMD, 0x7c, "none", 1, 1, all("i16x8", "extadd_pairwise_i8x16_s extadd_pairwise_i8x16_u")],
  [SIMD, 0x7e, "none", 1, 1, all("i32x4", "extadd_pairwise_i16x8_s extadd_pairwise_i16x8_u")],
  [SIMD, 0x80, "none", 1, 1, "i16x8.abs i16x8.neg"],
  [SIMD, 0x82, "none", 2, 1, "i16x8.q15mulr_sat_s"],
  [SIMD, 0x83, "none", 1, 1, "i16x8.all_true i16x8.bitmask"],
  [SIMD, 0x85, "none", 2, 1, "i16x8.narrow_i32x4_s i16x8.narrow_i32x4_u"],
  [SIMD, 0x87, "none", 1, 1, extend("i16x8", "i8x16")],
  [SIMD, 0x8b, "none", 2, 1, all("i16x8", "shl shr_s shr_u add add_sat_s add_sat_u sub sub_sat_s")],
  [SIMD, 0x93, "none", 2, 1, "i16x8.sub_sat_u"],
  [SIMD, 0x94, "none", 1, 1, "f64x2.nearest"],
  [SIMD, 0x95, "none", 2, 1, `${all("i16x8", "mul min_s min_u max_s max_u")} - i16x8.avgr_u`],
  [SIMD, 0x9c, "none", 2, 1, multiply("i16x8", "i8x16")],
  ...wide(0xa0, "i32x4"),
  [SIMD, 0xa7, "none", 1, 1, extend("i32x4", "i16x8")],
  [SIMD, 0xb5, "none", 2, 1, all("i32x4", "mul min_s min_u max_s max_u dot_i16x8_s")],
  [SIMD, 0xbc, "none", 2, 1, multiply("i32x4", "i16x8")],
  ...wide(0xc0, "i64x2"),
  [SIMD, 0xc7, "none", 1, 1, extend("i64x2", "i32x4")],
  [SIMD, 0xd5, "none", 2, 1, all("i64x2", "mul eq ne lt_s gt_s le_s ge_s")],
  [SIMD, 0xdc, "none", 2, 1, multiply("i64x2", "i32x4")],
  [SIMD, 0xe0, "none", 1, 1, `${all("f32x4", "abs neg")} - f32x4.sqrt`],
  [SIMD, 0xe4, "none", 2, 1, all("f32x4", "add sub mul div min max pmin pmax")],
  [SIMD, 0xec, "none", 1, 1, `${all("f64x2", "abs neg")} - f64x2.sqrt`],
  [SIMD, 0xf0, "none", 2, 1, all("f64x2", "add sub mul div min max pmin pmax")],
  [SIMD, 0xf8, "none", 1, 1, "i32x4.trunc_sat_f32x4_s i32x4.trunc_sat_f32x4_u"],
  [SIMD, 0xfa, "none", 1, 1, "f32x4.convert_i32x4_s f32x4.convert_i32x4_u"],
  [SIMD, 0xfc, "none", 1, 1, "i32x4.trunc_sat_f64x2_s_zero i32x4.trunc_sat_f64x2_u_zero"],
  [SIMD, 0xfe, "none", 1, 1, "f64x2.convert_low_i32x4_s f64x2.convert_low_i32x4_u"],
  [SIMD, 0x100, "none", 2, 1, "i8x16.relaxed_swizzle"],
  [SIMD, 0x101, "none", 1, 1, all("i32x4", "relaxed_trunc_f32x4_s relaxed_trunc_f32x4_u")],
  [
    SIMD,
    0x103,
    "none",
    1,
    1,
    all("i32x4", "relaxed_trunc_f64x2_s_zero relaxed_trunc_f64x2_u_zero")
  ],
  [SIMD, 0x105, "none", 3, 1, "f32x4.relaxed_madd f32x4.relaxed_nmadd"],
  [SIMD, 0x107, "none", 3, 1, "f64x2.relaxed_madd f64x2.relaxed_nmadd"],
  [SIMD, 0x109, "none", 3, 1, shapes("relaxed_laneselect")],
  [SIMD, 0x10d, "none", 2, 1, "f32x4.relaxed_min f32x4.relaxed_max"],
  [SIMD, 0x10f, "none", 2, 1, "f64x2.relaxed_min f64x2.relaxed_max"]
];

function all(type: string, names: string): string {
  return names.replace(/[^\s|]+/g, (name) => `${type}.${name}`);
}

/** Before the bar those of one operand, after it those of two. */
function halves(first: number, names: string): Row[] {
  const [unary, binary] = names.split("|");
  const count = unary.split(" ").length;
  return [
    [0, first, "none", 1, 1, unary],
    [0, first + count, "none", 2, 1, binary]
  ];
}

function shapes(name: string): string {
  return NARROW.replace(/\S+/g, (shape) => `i${shape}.${name}`);
}

function lanes(first: number, types: string): Row[] {
  return types.split(" ").flatMap((type, k): Row[] => [
    [SIMD, first + 2 * k, "lane", 1, 1, `${type}.extract_lane`],
    [SIMD, first + 2 * k + 1, "lane", 2, 1, `${type}.replace_lane`]
  ]);
}

function extend(to: string, from: string): string {
  return all(to, `extend_low_${from}_s extend_high_${from}_s extend_low_${from}_u extend_high_${from}_u`); // prettier-ignore
}

function multiply(to: string, from: string): string {
  return all(to, `extmul_low_${from}_s extmul_high_${from}_s extmul_low_${from}_u extmul_high_${from}_u`); // prettier-ignore
}

/** What the wide integers share, at the same distances. */
function wide(first: number, type: string): Row[] {
  return [
    [SIMD, first, "none", 1, 1, all(type, "abs neg")],
    [SIMD, first + 3, "none", 1, 1, all(type, "all_true bitmask")],
    [SIMD, first + 0xb, "none", 2, 1, all(type, "shl shr_s shr_u add")],
    [SIMD, first + 0x11, "none", 2, 1, all(type, "sub")]
  ];
}

/** log2 of the bytes: those that the name says, or those of its type. */
function alignOf(name: string): number {
  const bits = /(?:load|store)(\d+)(x\d)?/.exec(name);
  if (bits?.[2] !== undefined) return 3;
  if (bits) return 28 - Math.clz32(Number(bits[1]));
  return name.startsWith("v128") ? 4 : /^[if]64/.test(name) ? 3 : 2;
}

const byName = new Map<string, Instruction>();
const byCode = new Map<number, Instruction>();

for (const [prefix, first, immediate, pops, pushes, names] of rows) {
  names.split(" ").forEach((name, k) => {
    if (name === "-") return;
    const code = first + k;
    const align = immediate.startsWith("memory") ? alignOf(name) : 0;
    const instruction = {name, prefix, code, immediate, pops, pushes, align};
    byName.set(name, instruction);
    byCode.set(prefix * 0x1000 + code, instruction);
  });
}

export function instructionNamed(name: string): Instruction {
  const found = byName.get(name);
  if (!found) throw new RangeError(`instructionNamed: unknown instruction, got ${name}`);
  return found;
}

/** undefined for what lane functions have no use for: tables, globals, atomics. */
export function instructionCoded(prefix: number, code: number): Instruction | undefined {
  return byCode.get(prefix * 0x1000 + code);
}
