import type {Mark} from "../../lang/cell.ts";
import type {CellSignals} from "./cellSignals.ts";
import type {DocumentModel} from "./createDocument.ts";

/** A cell's marks that count: changing a value is only worth a word if another cell defines it. */
export function findMarks(
  id: string,
  signals: CellSignals,
  {cells}: Pick<DocumentModel, "cells">
): Mark[] {
  const marks = signals.report(id)?.marks ?? [];
  if (!marks.some(({kind}) => kind === "mutation")) return marks;
  const foreign = new Set(
    cells().flatMap((cell) => (cell.id === id ? [] : (signals.report(cell.id)?.defines ?? [])))
  );
  return marks.filter(
    ({kind, what}) => kind !== "mutation" || foreign.has(/^[\w$]+/.exec(what)?.[0] ?? "")
  );
}
