// Scans of the siblings: what is asked of the model besides the data, and the sums of it.
import {checkSemantics, checkWish} from "./asked.ts";
import {makePairwise, type PairwiseSums} from "./pairwise.ts";
import {makeSibling} from "./siblings.ts";
import type {HomodyneScan, HomodyneWish} from "./types.ts";
import {takeScan} from "../scan/take.ts";
import {checkRecord} from "../scan/asked.ts";
import type {TakenScan} from "../takenScan.ts";
import type {SumsOptions} from "../sums/types.ts";

/** Takes the data; checks what is asked of the model too. */
export function takeHomodyneScan(what: string, scan: HomodyneScan): TakenScan {
  checkRecord(what, "the scan", scan);
  checkSemantics(what, scan);
  checkWish(what, scan);
  return takeScan(what, scan);
}

/** On the calling thread: the siblings have no kernel of their own. */
export function openHomodyneSums(
  taken: TakenScan,
  options: SumsOptions,
  wish: HomodyneWish
): Promise<PairwiseSums> {
  const {q, grid} = taken;
  const {model, gap, form, integrals} = checkWish("heterodyne.homodyne", wish);
  const {frames, dt, firstFrame, every = 1} = grid;
  const times = {frames, dt, firstFrame, every};
  const sibling = makeSibling({model, gap, form, integrals, q, ...times});
  return Promise.resolve(makePairwise(sibling, taken, options));
}
