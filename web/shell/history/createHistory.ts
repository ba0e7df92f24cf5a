// What the history shows and does, without a line of markup.
import {createResource, createSignal, onCleanup, type Accessor} from "solid-js";
import {say} from "../../say.ts";
import {toProblem} from "../library/createLibrary.ts";
import type {HistoryProps} from "../library/props.ts";
import {toExactTime} from "../library/words.ts";
import type {Version} from "../store/types.ts";
import {findChanges, type CellChange} from "./changes.ts";

export interface HistoryModel {
  /** newest first; undefined until they are read. */
  versions: Accessor<Version[] | undefined>;
  chosen: Accessor<Version | undefined>;
  choose: (n: number) => void;
  /** from the chosen version to the text as it is now; undefined while it is computed. */
  changes: Accessor<CellChange[] | undefined>;
  isNewest: Accessor<boolean>;
  said: Accessor<string>;
  restore: () => Promise<void>;
  name: (label: string) => Promise<void>;
}

export function createHistory(props: HistoryProps): HistoryModel {
  const {store, id} = props;
  const [versions, {refetch}] = createResource(async () => (await store.versions(id)).reverse());
  const [wanted, setWanted] = createSignal<number>();
  const [said, setSaid] = createSignal("");
  onCleanup(store.listen((event) => void (event.id === id && refetch())));

  const chosen = () => {
    const all = versions.latest ?? [];
    // the one before now: what one mostly wants to go back to
    return all.find(({n}) => n === wanted()) ?? all[1] ?? all[0];
  };
  const [changes] = createResource(
    // anew when the text has gone on, too
    () => chosen() && {n: chosen().n, newest: versions.latest![0]},
    async ({n}) => findChanges(await store.readVersion(id, n), await store.readText(id))
  );
  const attempt = async (what: () => Promise<string>) => {
    try {
      setSaid(await what());
    } catch (error) {
      setSaid(toProblem(error));
    }
    await refetch();
  };

  return {
    versions: () => versions.latest,
    chosen,
    choose: setWanted,
    changes: () => changes.latest,
    isNewest: () => chosen()?.n === versions.latest?.[0]?.n,
    said,
    restore: () =>
      attempt(async () => {
        const {n, at, label} = chosen();
        const text = await store.readVersion(id, n);
        const from = label || toExactTime(at);
        await store.write(id, text, "restored", say("library.restoredFrom", {from}));
        setWanted(undefined);
        props.onRestored(text);
        return say("library.restoredVersion", {from});
      }),
    name: (label) =>
      attempt(async () => {
        const {n} = chosen();
        setWanted(n);
        await store.nameVersion(id, n, label);
        return label ? say("library.namedVersion", {label}) : "";
      })
  };
}
