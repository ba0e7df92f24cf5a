// What the cells show now, as static data: from the values, and from what is drawn of them.
import {snapshotKey, type MimeBundle, type Snapshot} from "../../document/snapshot.ts";
import {keyOf} from "../../document/ready.ts";
import type {App} from "../app.ts";
import {toBundle} from "../inspect/snapshot.ts";
import {toInlineId} from "../notebook/createCells.ts";

export function takeSnapshot(app: App): Snapshot {
  const outputs: Record<string, MimeBundle[]> = {};
  for (const cell of app.document.cells()) {
    if (cell.kind === "code") {
      const shown = bundle(app, cell.id, findDrawn(cell.id));
      if (shown.length > 0) outputs[snapshotKey(cell)] = shown;
      continue;
    }
    app.committed.prose(cell.id)?.inline.forEach(({source}, i) => {
      const shown = bundle(app, toInlineId(cell.id, i), findInline(cell.id, i));
      if (shown.length > 0) outputs[keyOf("ts", source)] = shown;
    });
  }
  return {version: 1, outputs};
}

function bundle(app: App, id: string, drawn: readonly Element[]): MimeBundle[] {
  return app.signals
    .outputs(id)
    .map(({value}, i) => toBundle(value, drawn[i] ?? document.createElement("span")));
}

function findDrawn(id: string): Element[] {
  const cell = document.getElementById(`cell-${id}`);
  return [...(cell?.querySelectorAll(".cell-output") ?? [])].map(
    (output) => output.firstElementChild ?? output
  );
}

function findInline(id: string, i: number): Element[] {
  const place = document
    .getElementById(`cell-${id}`)
    ?.querySelector(`[data-inline="${i}"] .inline`);
  return place ? [place] : [];
}
