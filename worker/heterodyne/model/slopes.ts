// Where a frame table keeps derivatives.
import {ROW_SLOPES} from "../../../kernels-as/heterodyne/constants.ts";
import type {FrameTable} from "./types.ts";

/** The place in `numbers` where the derivatives of a row by its first parameter begin; those by its others follow. */
export function findSlopes({stride}: FrameTable, row: number): number {
  return (ROW_SLOPES + 3 * row) * stride;
}
