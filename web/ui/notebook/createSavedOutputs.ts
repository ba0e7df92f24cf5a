import {createSignal} from "solid-js";
import type {findOutputs, MimeBundle, Snapshot} from "../../document/snapshot.ts";
import type {DocumentModel} from "./createDocument.ts";

/** What cells showed when the notebook was saved with its outputs; nothing for one without. */
export function createSavedOutputs(
  text: string | undefined,
  document: Pick<DocumentModel, "cell">
): (id: string) => readonly MimeBundle[] {
  if (text === undefined) return () => [];
  const [saved, setSaved] = createSignal<{
    snapshot: Snapshot;
    find: typeof findOutputs;
  }>();
  void import("../../document/snapshot.ts").then((module) => {
    try {
      setSaved({snapshot: module.readSnapshot(text), find: module.findOutputs});
    } catch {
      // a sidecar is only for the first look: without one the cells run all the same
    }
  });
  return (id) => {
    const cell = document.cell(id);
    const found = saved();
    return cell && found ? found.find(found.snapshot, cell) : [];
  };
}
