// The reader's copy beside what is published: neither is ever put in the other's place unasked.
import {createMemo, createResource, createSignal, type Accessor} from "solid-js";
import {mergeNotebooks, type Choice, type Conflict} from "../../document/merge.ts";
import {parseNotebook} from "../../document/parse.ts";
import {say} from "../../say.ts";
import {toProblem} from "../library/createLibrary.ts";
import type {CompareProps} from "../library/props.ts";
import {hashText} from "../store/hashText.ts";
import {findChanges, type CellChange} from "./changes.ts";

export interface CompareModel {
  isReady: Accessor<boolean>;
  /** whether the publisher has changed it since the copy was made. */
  isNewer: Accessor<boolean>;
  /** from what the copy started from, to the copy. */
  mine: Accessor<CellChange[]>;
  /** from what the copy started from, to what is published now. */
  theirs: Accessor<CellChange[]>;
  conflicts: Accessor<readonly Conflict[]>;
  choices: Accessor<readonly (Choice | undefined)[]>;
  choose: (conflict: number, choice: Choice) => void;
  /** whether there is something to merge and every conflict is decided. */
  canMerge: Accessor<boolean>;
  problem: Accessor<string>;
  merge: () => Promise<void>;
}

export function createCompare(props: CompareProps): CompareModel {
  const {store, id} = props;
  const [texts] = createResource(async () => {
    const [record, mine] = await Promise.all([store.get(id), store.readText(id)]);
    // without a base everything that differs is a conflict
    const base = record?.base?.text ?? "";
    return {base, mine, theirs: props.published?.text ?? base};
  });
  const [choices, setChoices] = createSignal<readonly (Choice | undefined)[]>([]);
  const [problem, setProblem] = createSignal("");
  const merge = createMemo(() => {
    const found = texts();
    if (!found) return undefined;
    const [base, mine, theirs] = [found.base, found.mine, found.theirs].map(parseNotebook);
    return mergeNotebooks(base, mine, theirs);
  });
  const conflicts = () => merge()?.conflicts ?? [];
  const isNewer = () => texts() !== undefined && texts()!.theirs !== texts()!.base;

  return {
    isReady: () => texts() !== undefined,
    isNewer,
    mine: createMemo(() => (texts() ? findChanges(texts()!.base, texts()!.mine) : [])),
    theirs: createMemo(() => (texts() ? findChanges(texts()!.base, texts()!.theirs) : [])),
    conflicts,
    choices,
    choose: (conflict, choice) =>
      setChoices((all) => conflicts().map((_, i) => (i === conflict ? choice : all[i]))),
    canMerge: () => isNewer() && conflicts().every((_, i) => choices()[i] !== undefined),
    problem,
    async merge() {
      try {
        const {theirs} = texts()!;
        const text = merge()!.text(choices());
        const label = say("library.mergedWith", {name: props.published?.name ?? ""});
        await store.write(id, text, "merged", label);
        // from now on the copy is compared with what it was merged with
        await store.update(id, {base: {hash: hashText(theirs), text: theirs}});
        props.onMerged(text);
        props.onClose();
      } catch (error) {
        setProblem(toProblem(error));
      }
    }
  };
}
