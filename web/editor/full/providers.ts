// Monaco's questions about types, passed on to the checker's worker.
import {monaco} from "./monaco.ts";
import {idOf, type Models} from "./models.ts";
import type {FullOptions} from "./fullOptions.ts";
import type {RemoteChecker} from "../checker/startChecker.ts";
import type {Span} from "../checker/words.ts";

type Model = monaco.editor.ITextModel;

/** The languages that the checker knows. */
export const CHECKED = ["ts", "js", "md"];

const {CompletionItemKind} = monaco.languages;
const KINDS: Record<string, monaco.languages.CompletionItemKind> = {
  keyword: CompletionItemKind.Keyword,
  function: CompletionItemKind.Function,
  "local function": CompletionItemKind.Function,
  method: CompletionItemKind.Method,
  property: CompletionItemKind.Field,
  getter: CompletionItemKind.Field,
  setter: CompletionItemKind.Field,
  const: CompletionItemKind.Constant,
  class: CompletionItemKind.Class,
  interface: CompletionItemKind.Interface,
  type: CompletionItemKind.Interface,
  enum: CompletionItemKind.Enum,
  module: CompletionItemKind.Module,
  string: CompletionItemKind.Value
};

export function registerProviders(
  checker: Promise<RemoteChecker>,
  models: Models,
  {host, texts}: FullOptions
): monaco.IDisposable[] {
  const {languages} = monaco;
  return [
    languages.registerCompletionItemProvider(CHECKED, {
      triggerCharacters: [".", '"', "'", "/"],
      async provideCompletionItems(model, position, {triggerCharacter}) {
        if (triggerCharacter && triggerCharacter !== "." && !isInImport(model, position))
          return null;
        const remote = await checker;
        const [id, offset] = at(model, position);
        const word = model.getWordUntilPosition(position);
        const here = new monaco.Range(
          position.lineNumber,
          word.startColumn,
          position.lineNumber,
          position.column
        );
        const items = await remote.ask.complete(id, offset);
        if (model.isDisposed()) return null;
        return {
          suggestions: items.map(({name, kind, sort, insert, replace, deprecated}) => ({
            label: name,
            kind: KINDS[kind] ?? CompletionItemKind.Variable,
            sortText: sort,
            insertText: insert ?? name,
            range: replace ? toRange(model, replace) : here,
            tags: deprecated ? [languages.CompletionItemTag.Deprecated] : [],
            place: [id, offset]
          }))
        };
      },
      async resolveCompletionItem(item) {
        const {place, label} = item as typeof item & {place: [string, number]};
        const name = typeof label === "string" ? label : label.label;
        const found = await (await checker).ask.describe(...place, name);
        if (found)
          Object.assign(item, {detail: found.signature, documentation: {value: found.docs}});
        return item;
      }
    }),
    languages.registerHoverProvider(CHECKED, {
      async provideHover(model, position) {
        const found = await (await checker).ask.hover(...at(model, position));
        if (!found || model.isDisposed()) return null;
        const signature = {value: `\`\`\`ts\n${found.signature}\n\`\`\``};
        return {
          range: toRange(model, found),
          contents: found.docs ? [signature, {value: found.docs}] : [signature]
        };
      }
    }),
    languages.registerSignatureHelpProvider(CHECKED, {
      signatureHelpTriggerCharacters: ["(", ","],
      async provideSignatureHelp(model, position) {
        const help = await (await checker).ask.signatures(...at(model, position));
        if (!help) return null;
        return {
          dispose: () => undefined,
          value: {
            activeSignature: help.active,
            activeParameter: help.argument,
            signatures: help.signatures.map(({label, docs, parameters}) => ({
              label,
              documentation: {value: docs},
              parameters: parameters.map(({label, docs}) => ({
                label,
                documentation: {value: docs}
              }))
            }))
          }
        };
      }
    }),
    languages.registerDefinitionProvider(CHECKED, {
      async provideDefinition(model, position) {
        const place = await (await checker).ask.define(...at(model, position));
        const target = place && models.find(place.id);
        if (!target) return null;
        const {lineNumber, column} = target.getPositionAt(place.offset);
        return {uri: target.uri, range: new monaco.Range(lineNumber, column, lineNumber, column)};
      }
    }),
    languages.registerRenameProvider(CHECKED, {
      async resolveRenameLocation(model, position) {
        const span = await (await checker).ask.findName(...at(model, position));
        const none = {
          range: toRange(model, {start: 0, end: 0}),
          text: "",
          rejectReason: texts.fixed
        };
        if (!span) return none;
        const range = toRange(model, span);
        return {range, text: model.getValueInRange(range)};
      },
      async provideRenameEdits(model, position, name) {
        if (models.cells().some(({defines}) => defines.includes(name)))
          return {edits: [], rejectReason: texts.taken};
        const changes = await (await checker).ask.rename(...at(model, position), name);
        if (!changes) return {edits: [], rejectReason: texts.fixed};
        // applied here: some of the cells may never have been in the editor
        models.edit(changes);
        return {edits: []};
      }
    }),
    languages.registerDocumentFormattingEditProvider(["ts", "js"], {
      async provideDocumentFormattingEdits(model) {
        const edits = await (await checker).ask.format(idOf(model));
        return edits.map(({start, end, text}) => ({range: toRange(model, {start, end}), text}));
      }
    }),
    monaco.editor.registerEditorOpener({
      openCodeEditor(_source, uri, at) {
        if (uri.scheme !== "cell" || !at) return false;
        const place =
          "startLineNumber" in at
            ? {line: at.startLineNumber, column: at.startColumn}
            : {line: at.lineNumber, column: at.column};
        host.onGoTo(idOf({uri}), place);
        return true;
      }
    }),
    monaco.editor.registerLinkOpener({
      open(uri) {
        host.onLink(uri.toString(true));
        return true;
      }
    })
  ];
}

function at(model: Model, position: monaco.IPosition): [string, number] {
  return [idOf(model), model.getOffsetAt(position)];
}

function toRange(model: Model, {start, end}: Span): monaco.Range {
  return monaco.Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end));
}

/** Quotes and slashes ask for completions only where there are strings to choose from. */
function isInImport(model: Model, {lineNumber, column}: monaco.IPosition): boolean {
  const before = model.getLineContent(lineNumber).slice(0, column - 1);
  return /[(,:=]\s*["']$|\bfrom\s+["'][^"']*$/.test(before);
}
