// Renaming across cells. A name that other cells read is several symbols to the compiler (the cell's own,
// its export, the one in the file of names): the places of all of them are put together.
import type ts from "typescript";
import {NAMES, type Project} from "./project.ts";
import type {CellEdits, Edit, Span} from "./words.ts";

interface File {
  cell: {id: string};
  path: string;
  program: string;
}

const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

export interface Renamer {
  findName(file: File, offset: number): Span | undefined;
  rename(file: File, offset: number, name: string): CellEdits[] | undefined;
}

export function makeRenamer(project: Project, service: ts.LanguageService): Renamer {
  const locate = (path: string, offset: number) =>
    service.findRenameLocations(path, offset, false, false, {
      providePrefixAndSuffixTextForRename: true
    }) ?? [];

  /** The name at a place, if a cell declares it. */
  const findName: Renamer["findName"] = ({path, program}, offset) => {
    const info = service.getRenameInfo(path, offset, {});
    if (!info.canRename) return undefined;
    const {start, length} = info.triggerSpan;
    if (start + length > program.length) return undefined;
    const targets = service.getDefinitionAtPosition(path, offset) ?? [];
    const isOwn = targets.some(({fileName}) => fileName.startsWith("/cells/"));
    return isOwn ? {start, end: start + length} : undefined;
  };

  const rename: Renamer["rename"] = (file, offset, name) => {
    const span = findName(file, offset);
    if (!span || !IDENTIFIER.test(name)) return undefined;
    const old = file.program.slice(span.start, span.end);
    const found = [...locate(file.path, offset)];
    const owner = project.ownerOf(old);
    const isShared = (service.getDefinitionAtPosition(file.path, offset) ?? []).some(
      ({fileName, textSpan}) =>
        fileName === NAMES || (fileName === owner?.path && textSpan.start === owner.start)
    );
    if (owner?.start !== undefined && isShared) {
      found.push(...locate(owner.path, owner.start));
      const inNames = project.findInNames(old);
      if (inNames >= 0) found.push(...locate(NAMES, inNames));
      // what a suffix imports has its own symbol in each file
      for (const path of project.paths()) {
        const text = project.readFile(path)!;
        const imported = findImported(text, old);
        if (imported >= 0) found.push(...locate(path, imported));
      }
    }
    const edits = new Map<string, Map<number, Edit>>();
    for (const {fileName, textSpan, prefixText = "", suffixText = ""} of found) {
      const target = project.findByPath(fileName);
      const end = textSpan.start + textSpan.length;
      if (!target || end > target.program.length) continue;
      const list = edits.get(target.cell.id) ?? new Map<number, Edit>();
      edits.set(target.cell.id, list);
      list.set(textSpan.start, {start: textSpan.start, end, text: prefixText + name + suffixText});
    }
    return [...edits].map(([id, list]) => ({
      id,
      edits: [...list.values()].sort((a, b) => a.start - b.start)
    }));
  };
  return {findName, rename};
}

/** Where a suffix imports a name. */
function findImported(text: string, name: string): number {
  const suffix = text.lastIndexOf(";import {");
  if (suffix < 0 || !text.endsWith(`} from "./names";`)) return -1;
  const pattern = new RegExp(`(?<=[{ ])${name.replaceAll("$", "\\$")}(?=[,}])`, "g");
  pattern.lastIndex = suffix;
  return pattern.exec(text)?.index ?? -1;
}
