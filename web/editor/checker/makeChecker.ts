// The type checker's answers: a TypeScript language service over the notebook's files, told in the words
// of cells.
import type ts from "typescript";
import {describeEntry, toDocs, toSignature, toText} from "./docs.ts";
import {makeRenamer} from "./rename.ts";
import {findInline} from "./prose.ts";
import {NAMES, Project} from "./project.ts";
import type {CellPlace, Checker, Edit, Hover, Problem, SignatureHelp} from "./words.ts";

const FORMAT: ts.FormatCodeSettings = {
  indentSize: 2,
  tabSize: 2,
  convertTabsToSpaces: true,
  newLineCharacter: "\n",
  insertSpaceAfterCommaDelimiter: true,
  insertSpaceAfterSemicolonInForStatements: true,
  insertSpaceBeforeAndAfterBinaryOperators: true,
  insertSpaceAfterKeywordsInControlFlowStatements: true,
  insertSpaceAfterFunctionKeywordForAnonymousFunctions: true
};

export function makeChecker(compiler: typeof ts, declarations: Record<string, string>): Checker {
  const project = new Project(compiler, declarations);
  const service = compiler.createLanguageService(project);
  project.setTaken(findGlobals(compiler, service));
  const rename = makeRenamer(project, service);

  /** The cell's file, where the checker has something to say about it. */
  const find = (id: string, offset?: number) => {
    const file = project.find(id);
    if (!file || file.cell.language === "as") return undefined;
    if (file.cell.language !== "md" || offset === undefined) return file;
    const isInside = findInline(file.cell.source).some(
      ({start, end}) => offset >= start && offset <= end
    );
    return isInside ? file : undefined;
  };
  /** What the cell that defines a name says about it. */
  const findDocs = (name: string): string => {
    const owner = project.ownerOf(name);
    if (owner?.start === undefined) return "";
    const info = service.getQuickInfoAtPosition(owner.path, owner.start);
    return info ? toDocs(info.documentation, info.tags) : "";
  };

  return {
    setCells: (cells) => project.setCells(cells),
    setSource: (id, source) => project.setSource(id, source),

    diagnose(id) {
      const file = find(id);
      if (!file) return [];
      const {path, program} = file;
      const found = service.getSyntacticDiagnostics(path);
      const all = found.length > 0 ? found : [...service.getSemanticDiagnostics(path)];
      return all
        .filter(({start = 0}) => start < program.length)
        .map((diagnostic) => toProblem(compiler, diagnostic, program.length));
    },

    complete(id, offset) {
      const file = find(id, offset);
      const list = file && service.getCompletionsAtPosition(file.path, offset, {});
      if (!file || !list) return [];
      const isTop = !list.isMemberCompletion;
      return list.entries.map(({name, kind, sortText, insertText, replacementSpan, ...entry}) => ({
        name,
        kind,
        // names of cells and of the stdlib before those of the browser
        sort: isTop && project.isOurs(name) ? `12${sortText}` : sortText,
        insert: insertText,
        replace: replacementSpan && {
          start: replacementSpan.start,
          end: replacementSpan.start + replacementSpan.length
        },
        deprecated: /\bdeprecated\b/.test(entry.kindModifiers ?? "")
      }));
    },

    describe(id, offset, name) {
      const file = find(id, offset);
      const details =
        file &&
        service.getCompletionEntryDetails(file.path, offset, name, {}, undefined, {}, undefined);
      return details && describeEntry(details, findDocs);
    },

    hover(id, offset): Hover | undefined {
      const file = find(id, offset);
      const info = file && service.getQuickInfoAtPosition(file.path, offset);
      if (!info || offset > file.program.length) return undefined;
      const {start, length} = info.textSpan;
      const name = file.program.slice(start, start + length);
      const isForeign = !file.top.places.has(name) && isOwned(service, file.path, offset);
      const docs = toDocs(info.documentation, info.tags) || (isForeign ? findDocs(name) : "");
      return {start, end: start + length, signature: toSignature(info.displayParts), docs};
    },

    signatures(id, offset): SignatureHelp | undefined {
      const file = find(id, offset);
      const help = file && service.getSignatureHelpItems(file.path, offset, undefined);
      if (!help) return undefined;
      return {
        active: help.selectedItemIndex,
        argument: help.argumentIndex,
        signatures: help.items.map((item) => {
          const parameters = item.parameters.map(({displayParts, documentation}) => ({
            label: toText(displayParts),
            docs: toDocs(documentation)
          }));
          const list = parameters.map(({label}) => label).join(toText(item.separatorDisplayParts));
          return {
            label: toText(item.prefixDisplayParts) + list + toText(item.suffixDisplayParts),
            docs: toDocs(item.documentation, item.tags),
            parameters
          };
        })
      };
    },

    define(id, offset): CellPlace | undefined {
      const file = find(id, offset);
      for (const {fileName, name, textSpan} of (file &&
        service.getDefinitionAtPosition(file.path, offset)) ??
        []) {
        const target = project.findByPath(fileName);
        if (target && textSpan.start < target.program.length)
          return {id: target.cell.id, offset: textSpan.start};
        const owner = fileName === NAMES || target ? project.ownerOf(name) : undefined;
        if (owner?.start !== undefined) return {id: owner.id, offset: owner.start};
      }
      return undefined;
    },

    findName(id, offset) {
      const file = find(id, offset);
      return file && rename.findName(file, offset);
    },

    rename(id, offset, name) {
      const file = find(id, offset);
      return file && rename.rename(file, offset, name);
    },

    format(id): Edit[] {
      const file = find(id);
      if (!file || file.cell.language === "md") return [];
      return service
        .getFormattingEditsForDocument(file.path, FORMAT)
        .map(({span: {start, length}, newText}) => ({start, end: start + length, text: newText}))
        .filter(({end}) => end <= file.program.length);
    }
  };
}

/** Names that libraries and browsers declare, before there is any cell. */
function findGlobals(compiler: typeof ts, service: ts.LanguageService): string[] {
  const program = service.getProgram()!;
  const file = program.getSourceFile(NAMES) ?? program.getSourceFiles()[0];
  const {Value} = compiler.SymbolFlags;
  return program
    .getTypeChecker()
    .getSymbolsInScope(file, Value)
    .map(({name}) => name);
}

/** Whether the name at a place comes from the file of names. */
function isOwned(service: ts.LanguageService, path: string, offset: number): boolean {
  const found = service.getDefinitionAtPosition(path, offset) ?? [];
  return found.some(({fileName}) => fileName.startsWith("/cells/"));
}

function toProblem(compiler: typeof ts, diagnostic: ts.Diagnostic, length: number): Problem {
  const {start = 0, length: size = 1, category, messageText} = diagnostic;
  const {Error, Warning} = compiler.DiagnosticCategory;
  return {
    start,
    end: Math.min(start + size, length),
    severity: category === Error ? "error" : category === Warning ? "warning" : "info",
    message: compiler.flattenDiagnosticMessageText(messageText, "\n")
  };
}
