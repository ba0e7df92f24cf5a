// Where learned fits are: in the predictor, and in the engine's store where there is a name for them.
import type {CheckpointStore} from "../../samplers/types.ts";
import {addRecord, checkLearned, sift, toLearned} from "./records.ts";
import type {LearnedFits, LearnedRecord} from "./types.ts";

export interface KeptRecords {
  readonly list: readonly LearnedRecord[];
  readonly refused: number;
  add(record: LearnedRecord): Promise<void>;
  save(): LearnedFits;
  load(what: string, saved: unknown): Promise<number>;
}

/** A store that fails only means that less is known another time. */
export async function keepRecords(
  store: CheckpointStore | undefined,
  checkpoint: string | undefined,
  geometry: string,
  size: number
): Promise<KeptRecords> {
  const read = async (): Promise<unknown> =>
    store && checkpoint !== undefined ? store.get(checkpoint) : undefined;
  const {records, refused} = sift(await read().catch(() => undefined), geometry, size);
  let list = records;
  let last: Promise<unknown> = Promise.resolve();
  const keep = (): Promise<void> => {
    const kept = toLearned(geometry, list);
    // a later list is not overwritten by an earlier one
    if (store && checkpoint !== undefined)
      last = last.then(() => store.set(checkpoint, kept)).catch(() => undefined);
    return last.then(() => undefined);
  };
  return {
    get list() {
      return list;
    },
    refused,
    add(record) {
      list = addRecord(list, record);
      return keep();
    },
    save: () => toLearned(geometry, list),
    load(what, saved) {
      for (const record of checkLearned(what, saved, geometry, size))
        list = addRecord(list, record);
      return keep().then(() => list.length);
    }
  };
}
