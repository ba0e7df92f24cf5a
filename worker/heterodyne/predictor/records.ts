// Fits that were learned: checked when they are read, for a store may hold anything, and no more of them than say something.
import {show} from "../../check.ts";
import {COUNT} from "./scaled.ts";
import type {LearnedFits, LearnedRecord} from "./types.ts";

/** More records than these push the oldest out. */
export const MOST_RECORDS = 200;
/** A stored list beyond this is not looked at: it is not one of ours. */
const MOST_READ = 10_000;
/** No scaled number, and no feature, comes near this. */
const LARGEST = 1e6;

const KIND = "heterodyne-learned-fits";

export function toLearned(geometry: string, records: readonly LearnedRecord[]): LearnedFits {
  return {
    kind: KIND,
    version: 1,
    geometry,
    records: records.map(({features, scaled, quality}) => ({
      features: features.slice(),
      scaled: scaled.slice(),
      quality
    }))
  };
}

/** The newest last; one of the same data replaces what was known of them. */
export function addRecord(
  records: readonly LearnedRecord[],
  record: LearnedRecord
): LearnedRecord[] {
  const others = records.filter(({features}) => features.some((x, f) => x !== record.features[f]));
  return [...others, record].slice(-MOST_RECORDS);
}

/** Throws on what `save` of the same kind of predictor cannot have given. */
export function checkLearned(
  what: string,
  saved: unknown,
  geometry: string,
  size: number
): LearnedRecord[] {
  const records = toList(saved, geometry);
  if (typeof records === "string") throw new RangeError(`${what}: ${records}`);
  return records.map((record, k) => {
    const problem = findProblem(record, size);
    if (problem) throw new RangeError(`${what}: ${problem} in record ${k}`);
    return copy(record as LearnedRecord);
  });
}

/** As far as a store's content is sound; what is not is left out and counted. */
export function sift(
  saved: unknown,
  geometry: string,
  size: number
): {records: LearnedRecord[]; refused: number} {
  if (saved === undefined || saved === null) return {records: [], refused: 0};
  const list = toList(saved, geometry);
  if (typeof list === "string") return {records: [], refused: 1};
  const sound = list.filter((record) => findProblem(record, size) === undefined) as LearnedRecord[];
  return {records: sound.slice(-MOST_RECORDS).map(copy), refused: list.length - sound.length};
}

const copy = ({features, scaled, quality}: LearnedRecord): LearnedRecord => ({
  features: features.slice(),
  scaled: scaled.slice(),
  quality
});

/** The records, not yet looked at, or what is wrong. */
function toList(saved: unknown, geometry: string): unknown[] | string {
  if (typeof saved !== "object" || saved === null)
    return `expected what predictor.save gave, got ${show(saved)}`;
  const {kind, version, geometry: own, records} = saved as Record<string, unknown>;
  if (kind !== KIND) return `expected kind ${JSON.stringify(KIND)}, got ${show(kind)}`;
  if (version !== 1) return `expected version 1, got ${show(version)}`;
  if (own !== geometry)
    return `expected fits of the same geometry (q, dt, frames and phi), got ${show(own)}`;
  if (!Array.isArray(records) || records.length > MOST_READ)
    return `expected records as a list of at most ${MOST_READ}, got ${show(records)}`;
  return records as unknown[];
}

function findProblem(record: unknown, size: number): string | undefined {
  if (typeof record !== "object" || record === null)
    return `expected a record, got ${show(record)}`;
  const {features, scaled, quality} = record as Record<string, unknown>;
  if (!isNumbers(features, size))
    return `expected features of ${size} numbers, got ${show(features)}`;
  if (!isNumbers(scaled, COUNT)) return `expected scaled of ${COUNT} numbers, got ${show(scaled)}`;
  if (!(typeof quality === "number" && quality >= 0 && quality < LARGEST))
    return `expected quality as a number from 0 up, got ${show(quality)}`;
  return undefined;
}

function isNumbers(list: unknown, length: number): boolean {
  if (!Array.isArray(list) || list.length !== length) return false;
  return list.every((x) => typeof x === "number" && Math.abs(x) < LARGEST);
}
