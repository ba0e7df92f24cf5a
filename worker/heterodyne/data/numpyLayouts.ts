// The arrangements of NumPy's files that are around, told by their keys.
import {
  readTimes, spread, toFrames, type Beside, type Layout, type StoredMatrix, type Times
} from "./layout.ts"; // prettier-ignore
import type {Stored, StoredArray} from "./stored.ts";
import type {DataFormat} from "./types.ts";

interface Keys {
  readonly format: DataFormat;
  readonly data: string;
  /** lists of numbers: the first that is there counts. */
  readonly phi: readonly string[];
  readonly q: readonly string[];
  readonly times: readonly string[];
  /** tell the format from others that have the same data key. */
  readonly needed: readonly string[];
}

/** In the order in which they are tried. */
const NPZ: readonly Keys[] = [
  {
    format: "cache",
    data: "c2_exp",
    phi: ["phi_angles_list"],
    q: ["wavevector_q_list"],
    times: ["t1", "t2"],
    needed: ["phi_angles_list"]
  },
  {format: "core", data: "c2_exp", phi: [], q: [], times: [], needed: []},
  {format: "test", data: "c2_data", phi: ["angles"], q: [], times: [], needed: []},
  {format: "v2", data: "c2", phi: ["phi"], q: ["q_values", "q"], times: ["t"], needed: []}
];
const NPY: Keys = {format: "npy", data: "array", phi: [], q: [], times: [], needed: []};

/** What is understood, for the message about what is not. */
export const NUMPY_KEYS =
  ".npz with c2_exp (and phi_angles_list, wavevector_q_list, t1, t2), c2_data (and angles) or c2 (and t, q, q_values, phi); .npy of angles×frames×frames";

export function findNumpy({kind, keys}: Stored, format?: DataFormat): Keys | undefined {
  const known = kind === "npy" ? [NPY] : NPZ;
  const all = format ? known.filter((entry) => entry.format === format) : known;
  return all.find(({data, needed}) => [data, ...needed].every((key) => keys.includes(key)));
}

export async function readNumpyLayout(
  what: string,
  stored: Stored,
  keys: Keys,
  beside: Beside
): Promise<Layout> {
  const array = (await stored.get(keys.data))!;
  const frames = toFrames(what, array);
  const count = array.shape.length === 3 ? array.shape[0] : 1;
  const used = [keys.data];
  const warnings: string[] = [];
  const readFirst = async (names: readonly string[]): Promise<StoredArray | undefined> => {
    const name = names.find((key) => stored.keys.includes(key));
    if (name !== undefined) used.push(name);
    return name === undefined ? undefined : stored.get(name);
  };
  const list = async (
    name: "phi" | "wavevectors",
    names: readonly string[]
  ): Promise<Float64Array> => {
    const given = beside[name];
    const found = await readFirst(names);
    if (given && found)
      warnings.push(`${name}: the numbers given count, not those of ${found.key}`);
    if (given || !found) return spread(what, name, given, count);
    return spread(what, found.key, await found.readAll(), count);
  };
  const phi = await list("phi", keys.phi);
  const q = await list("wavevectors", keys.q);
  const times = await readFirst(keys.times);
  const {dt, firstFrame}: Times = times
    ? readTimes(what, times.key, times.shape, await times.readAll(), frames)
    : {dt: undefined, firstFrame: 0};
  const matrices = Array.from({length: count}, (_, place): StoredMatrix => {
    return {array, place, q: q[place], phi: phi[place]};
  });
  return {
    format: keys.format,
    frames,
    matrices,
    isHalf: false,
    dt,
    firstFrame,
    keys: used,
    warnings
  };
}
