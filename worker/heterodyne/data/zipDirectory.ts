// The list of members at a ZIP archive's end, with the large-file form, read without trusting it.
import {readExactly, type Source} from "./source.ts";

export interface ZipMember {
  readonly name: string;
  /** 0: as it is; 8: deflated. */
  readonly method: number;
  readonly packed: number;
  readonly size: number;
  /** where its local header is. */
  readonly header: number;
}

const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const LOCATOR_BYTES = 20;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const MOST_COMMENT = 0xffff;
const FULL_16 = 0xffff;
const FULL_32 = 0xffffffff;
const MOST_DIRECTORY = 1 << 22;
/** Deflate makes at most 1,032 bytes of one. */
const MOST_RATIO = 1032;

export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

export async function readZipDirectory(what: string, source: Source): Promise<ZipMember[]> {
  const fail = (problem: string): never => {
    throw new TypeError(`${what}: ${source.name} is no whole ZIP archive: ${problem}`);
  };
  const {begin, size} = await findDirectory(what, source, fail);
  if (size > MOST_DIRECTORY) fail(`its list of members has ${size} bytes`);
  if (begin + size > source.size) fail("its list of members lies beyond its end");
  const bytes = await readExactly(what, source, begin, begin + size);
  const view = toView(bytes);
  const members: ZipMember[] = [];
  for (let at = 0; at + 4 <= size && view.getUint32(at, true) === ENTRY;) {
    if (at + ENTRY_BYTES > size) fail("its list of members is cut off");
    const [name, extra, comment] = [28, 30, 32].map((place) => view.getUint16(at + place, true));
    const next = at + ENTRY_BYTES + name + extra + comment;
    if (next > size) fail("its list of members is cut off");
    const member = toMember(view, bytes, at, name, extra, fail);
    if (members.some((other) => other.name === member.name))
      fail(`${JSON.stringify(member.name)} is in it twice`);
    if (member.header + LOCAL_BYTES + member.packed > begin)
      fail(`${JSON.stringify(member.name)} lies beyond its end`);
    members.push(member);
    at = next;
  }
  return members;
}

/** The directory's place and size, from the record at the very end. */
async function findDirectory(
  what: string,
  source: Source,
  fail: (problem: string) => never
): Promise<{begin: number; size: number}> {
  const from = Math.max(0, source.size - END_BYTES - MOST_COMMENT - LOCATOR_BYTES);
  const bytes = await readExactly(what, source, from, source.size);
  const view = toView(bytes);
  let at = bytes.length - END_BYTES;
  while (at >= 0 && view.getUint32(at, true) !== END) at--;
  if (at < 0)
    return fail("the list of members at its end is missing, as of a download that broke off");
  const size = view.getUint32(at + 12, true);
  const begin = view.getUint32(at + 16, true);
  const locator = at - LOCATOR_BYTES;
  const isLarge =
    (size === FULL_32 || begin === FULL_32 || view.getUint16(at + 10, true) === FULL_16) &&
    locator >= 0 &&
    view.getUint32(locator, true) === LOCATOR_64;
  if (!isLarge) return {begin, size};
  const place = toSize(view, locator + 8, fail);
  const large = toView(await readExactly(what, source, place, place + 56));
  if (large.getUint32(0, true) !== END_64) return fail("its large end record is damaged");
  return {begin: toSize(large, 48, fail), size: toSize(large, 40, fail)};
}

function toMember(
  view: DataView,
  bytes: Uint8Array,
  at: number,
  nameLength: number,
  extraLength: number,
  fail: (problem: string) => never
): ZipMember {
  const nameAt = at + ENTRY_BYTES;
  const name = new TextDecoder().decode(bytes.subarray(nameAt, nameAt + nameLength));
  const quoted = JSON.stringify(name);
  const method = view.getUint16(at + 10, true);
  if (view.getUint16(at + 8, true) & 1) fail(`${quoted} is encrypted`);
  if (method !== 0 && method !== 8)
    fail(`${quoted} is packed by method ${method}; stored and deflated members are read`);
  const wide = findWide(view, nameAt + nameLength, extraLength);
  const read = (place: number): number => {
    const value = view.getUint32(at + place, true);
    if (value !== FULL_32) return value;
    const from = wide.shift();
    return from === undefined ? value : toSize(view, from, fail);
  };
  // in this order they stand in the extra field, each only where it does not fit
  const size = read(24);
  const packed = read(20);
  const header = read(42);
  if (method === 0 && packed !== size) fail(`${quoted} is stored, yet of two sizes`);
  if (method === 8 && size > packed * MOST_RATIO + MOST_RATIO)
    fail(`${quoted} claims to be ${size} bytes, more than ${packed} packed ones can hold`);
  return {name, method, packed, size, header};
}

/** Places of the 64-bit numbers of a member's extra field. */
function findWide(view: DataView, begin: number, length: number): number[] {
  for (let at = begin; at + 4 <= begin + length;) {
    const size = view.getUint16(at + 2, true);
    if (at + 4 + size > begin + length) return [];
    if (view.getUint16(at, true) === 1)
      return Array.from({length: Math.floor(size / 8)}, (_, i) => at + 4 + 8 * i);
    at += 4 + size;
  }
  return [];
}

/** Where a member's bytes begin: its local header has lengths of its own. */
export async function findMember(
  what: string,
  source: Source,
  {name, header, packed}: ZipMember
): Promise<number> {
  const local = toView(await readExactly(what, source, header, header + LOCAL_BYTES));
  const begin = header + LOCAL_BYTES + local.getUint16(26, true) + local.getUint16(28, true);
  if (local.getUint32(0, true) !== LOCAL || begin + packed > source.size)
    throw new TypeError(
      `${what}: ${source.name} is no whole ZIP archive: ${JSON.stringify(name)} is not where it should be`
    );
  return begin;
}

function toSize(view: DataView, at: number, fail: (problem: string) => never): number {
  const value = view.getBigUint64(at, true);
  return value > BigInt(Number.MAX_SAFE_INTEGER)
    ? fail("a size is beyond all files")
    : Number(value);
}

function toView(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
