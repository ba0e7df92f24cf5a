// The two arrangements of HDF5 files that the Advanced Photon Source writes, told by their keys.
import {spread, toFrames, type Layout, type StoredMatrix} from "./layout.ts";
import {showShape, type Stored, type StoredArray} from "./stored.ts";
import type {DataFormat} from "./types.ts";

const OLD = {q: "/xpcs/dqlist", phi: "/xpcs/dphilist", matrices: "/exchange/C2T_all"};
const NEW = {
  q: "/xpcs/qmap/dynamic_v_list_dim0",
  phi: "/xpcs/qmap/dynamic_v_list_dim1",
  bins: "/xpcs/twotime/processed_bins",
  matrices: "/xpcs/twotime/correlation_map"
};
/** The interval of two-time frames is their product. */
const FRAME_TIME = "/entry/instrument/detector_1/frame_time";
const FACTORS = ["stride_frame", "avg_frame"];
const CONFIGS = ["/xpcs/twotime/config", "/xpcs/multitau/config"];

/** What is understood, for the message about what is not. */
export const APS_KEYS = `HDF5 with ${Object.values(OLD).join(", ")} (APS), or ${Object.values(NEW).join(", ")} (APS-U)`;

export async function findAps(
  stored: Stored,
  format?: DataFormat
): Promise<"aps-old" | "aps-u" | undefined> {
  if (stored.kind !== "hdf5") return undefined;
  const has = async (group: string) => (await stored.list(group)).length > 0;
  if (format !== "aps-old" && (await has(NEW.matrices))) return "aps-u";
  return format !== "aps-u" && (await has(OLD.matrices)) ? "aps-old" : undefined;
}

export async function readApsLayout(
  what: string,
  stored: Stored,
  format: "aps-old" | "aps-u"
): Promise<Layout> {
  return format === "aps-u" ? readNew(what, stored) : readOld(what, stored);
}

async function need(what: string, stored: Stored, key: string): Promise<StoredArray> {
  const array = await stored.get(key);
  if (!array)
    throw new RangeError(
      `${what}: expected ${key} in the file, got ${stored.keys.slice(0, 24).join(", ") || "nothing"}`
    );
  return array;
}

/** Of a table the first row counts, as the original reads it. */
async function readRow(what: string, stored: Stored, key: string): Promise<Float64Array> {
  const array = await need(what, stored, key);
  const values = await array.readAll();
  if (array.shape.length <= 1) return values;
  if (array.shape.length === 2) return values.slice(0, array.shape[1]);
  throw new RangeError(`${what}: expected ${key} as a list, got ${showShape(array.shape)} numbers`);
}

async function openMatrices(what: string, stored: Stored, group: string, begin: RegExp) {
  const names = (await stored.list(group)).filter((name) => begin.test(name));
  if (names.length === 0)
    throw new RangeError(`${what}: expected matrices c2_… or g2_… in ${group}, got none`);
  const arrays: StoredArray[] = [];
  for (const name of names) {
    const array = await need(what, stored, `${group}/${name}`);
    if (array.shape.length !== 2) toFrames(what, {...array, shape: []});
    const frames = toFrames(what, array);
    if (frames !== toFrames(what, arrays[0] ?? array))
      throw new RangeError(
        `${what}: expected matrices of one size, got ${showShape(array.shape)} in ${array.key} and ${showShape(arrays[0].shape)} in ${arrays[0].key}`
      );
    arrays.push(array);
  }
  return arrays;
}

async function readOld(what: string, stored: Stored): Promise<Layout> {
  const arrays = await openMatrices(what, stored, OLD.matrices, /^[cg]2_\d+$/);
  const q = await readRow(what, stored, OLD.q);
  const phi = await readRow(what, stored, OLD.phi);
  for (const [key, list] of [
    [OLD.q, q],
    [OLD.phi, phi]
  ] as const) {
    if (list.length !== arrays.length)
      throw new RangeError(
        `${what}: expected ${key} of ${arrays.length} numbers, one a matrix of ${OLD.matrices}, got ${list.length}`
      );
  }
  spread(what, OLD.q, q, arrays.length);
  spread(what, OLD.phi, phi, arrays.length);
  const matrices = arrays.map((array, k): StoredMatrix => ({
    array,
    place: 0,
    q: q[k],
    phi: phi[k]
  }));
  return toLayout(what, "aps-old", stored, matrices, [OLD.q, OLD.phi]);
}

/** Bins count from 1; the angle runs fastest. */
async function readNew(what: string, stored: Stored): Promise<Layout> {
  const arrays = await openMatrices(what, stored, NEW.matrices, /^c2_\d+$/);
  const q = await readRow(what, stored, NEW.q);
  const phi = await readRow(what, stored, NEW.phi);
  const bins = await readRow(what, stored, NEW.bins);
  spread(what, NEW.q, q, q.length);
  spread(what, NEW.phi, phi, phi.length);
  if (bins.length !== arrays.length)
    throw new RangeError(
      `${what}: expected ${NEW.bins} of ${arrays.length} numbers, one a matrix, got ${bins.length}`
    );
  const matrices = arrays.map((array, k): StoredMatrix => {
    const bin = bins[k] - 1;
    if (!Number.isInteger(bin) || bin < 0 || bin >= q.length * phi.length)
      throw new RangeError(
        `${what}: expected numbers from 1 to ${q.length * phi.length} in ${NEW.bins}, got ${bins[k]} at index ${k}`
      );
    return {array, place: 0, q: q[Math.floor(bin / phi.length)], phi: phi[bin % phi.length]};
  });
  return toLayout(what, "aps-u", stored, matrices, [NEW.q, NEW.phi, NEW.bins]);
}

async function toLayout(
  what: string,
  format: DataFormat,
  stored: Stored,
  matrices: readonly StoredMatrix[],
  keys: readonly string[]
): Promise<Layout> {
  return {
    format,
    frames: matrices[0].array.shape[0],
    matrices,
    isHalf: true,
    dt: await readInterval(what, stored),
    firstFrame: 0,
    keys: [...keys, format === "aps-u" ? NEW.matrices : OLD.matrices],
    warnings: []
  };
}

async function readInterval(what: string, stored: Stored): Promise<number | undefined> {
  const single = async (key: string): Promise<number | undefined> => {
    const array = await stored.get(key);
    return array && (await array.readAll())[0];
  };
  let dt = await single(FRAME_TIME);
  if (dt === undefined) return undefined;
  for (const factor of FACTORS) {
    for (const config of CONFIGS) {
      const value = await single(`${config}/${factor}`);
      if (value === undefined) continue;
      dt *= value;
      break;
    }
  }
  if (dt > 0 && dt < Infinity) return dt;
  throw new RangeError(`${what}: expected a time above 0 in ${FRAME_TIME}, got ${dt}`);
}
