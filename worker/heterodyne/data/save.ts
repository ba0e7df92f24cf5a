// `heterodyne.save`: a scan as a file that `load`, NumPy and the original read.
import {checkNames, show} from "../../check.ts";
import {takeScan} from "../scan/take.ts";
import type {Scan} from "../types.ts";
import {writeNpz, type NumpyArray} from "./writeNpy.ts";

const WHAT = "heterodyne.save";

export interface SaveOptions {
  /** deflated: smaller, and slower to read a part of; default false. */
  packed?: boolean;
}

/**
 * An .npz file in the arrangement of the original's loader: c2_exp, phi_angles_list, wavevector_q_list, t1 and t2 (one list
 * of times each). What does not count has no place in it: such elements are written as NaN, which `load` masks again.
 * Weights have none either, and a corrected diagonal is written as it was corrected.
 */
export function save(scan: Scan, options: SaveOptions = {}): Uint8Array<ArrayBuffer> {
  if (typeof options !== "object" || options === null)
    throw new TypeError(`${WHAT}: expected options as a record, got ${show(options)}`);
  checkNames(WHAT, "option", Object.keys(options), ["packed"]);
  const taken = takeScan(WHAT, scan);
  const {frames, dt, firstFrame} = taken.grid;
  const count = taken.angles.length;
  const matrices = new Float64Array(count * frames * frames);
  taken.angles.forEach(({data, weights}, k) => {
    const at = k * frames * frames;
    matrices.set(data, at);
    weights?.forEach((weight, i) => {
      if (weight === 0) matrices[at + i] = NaN;
    });
  });
  const times = Float64Array.from({length: frames}, (_, k) => (firstFrame + k) * dt);
  const arrays: Record<string, NumpyArray> = {
    c2_exp: {data: matrices, shape: [count, frames, frames]},
    phi_angles_list: {data: Float64Array.from(taken.angles, ({phi}) => phi)},
    wavevector_q_list: {data: new Float64Array(count).fill(taken.q)},
    t1: {data: times},
    t2: {data: times}
  };
  return writeNpz(arrays, {isPacked: options.packed ?? false});
}
