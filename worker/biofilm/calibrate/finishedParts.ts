// With a checkpoint, a part that is over is kept: its own checkpoint ends with it, and M3 needs what it found.
import {digest} from "../../digest.ts";
import type {CheckpointStore, TmcmcResult} from "../../samplers/types.ts";
import type {BiofilmData, StageName} from "../types.ts";
import type {CalibrateAsked, PartName} from "./asked.ts";

interface Kept {
  version: 1;
  /** of all that decides the parts' bits. */
  call: string | null;
  results: Partial<Record<StageName, TmcmcResult>>;
}

export interface FinishedParts {
  get(name: StageName): TmcmcResult | undefined;
  add(name: StageName, result: TmcmcResult): Promise<void>;
  remove(): Promise<void>;
}

/** A store that fails only means that a part is computed again. */
export async function openFinishedParts(
  store: CheckpointStore | undefined,
  asked: CalibrateAsked,
  data: Record<PartName, BiofilmData>
): Promise<FinishedParts> {
  const {checkpoint} = asked;
  if (!store || checkpoint === undefined)
    return {get: () => undefined, add: () => Promise.resolve(), remove: () => Promise.resolve()};
  const name = `${checkpoint}-parts`;
  const call = toCallDigest(asked, data);
  const results: Kept["results"] = await readParts(store, name, call).catch(() => ({}));
  let last: Promise<unknown> = Promise.resolve();
  return {
    get: (part) => results[part],
    add(part, result) {
      results[part] = result;
      const kept: Kept = {version: 1, call, results: {...results}};
      // M1 and M2 may end at the same time: the later answer is not overwritten by the earlier
      last = last.then(() => store.set(name, kept)).catch(() => undefined);
      return last.then(() => undefined);
    },
    remove: () => last.then(() => store.delete(name)).catch(() => undefined)
  };
}

async function readParts(
  store: CheckpointStore,
  name: string,
  call: string | null
): Promise<Kept["results"]> {
  const found = (await store.get(name)) as Partial<Kept> | null | undefined;
  if (found?.version !== 1 || found.call !== call || !found.results) return {};
  // a store may have kept something else, such as text in which vectors are records
  const isVector = (x: unknown): boolean => x instanceof Float64Array;
  const isWhole = Object.values(found.results).every(({samples, map, mean}) =>
    [...samples, map, mean].every(isVector)
  );
  return isWhole ? {...found.results} : {};
}

function toCallDigest(asked: CalibrateAsked, data: Record<PartName, BiofilmData>): string | null {
  const {threads: _threads, checkpoint: _checkpoint, data: _data, carry: _carry, ...rest} = asked;
  const {aleatory: _aleatory, ...shared} = rest;
  const observed = [data.M1, data.M2].map(({at, data: y}) => [Float64Array.from(at), ...y]);
  return digest([shared, observed]);
}
