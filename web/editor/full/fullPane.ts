// One Monaco for all cells: every cell has a model of its own, so that undo survives, and the editor
// moves to the cell that is edited, with the metrics of the code that it covers.
import {monaco} from "./monaco.ts";
import {bindKeys} from "./keys.ts";
import {makeModels} from "./models.ts";
import {followTheme} from "./theme.ts";
import {toOffset, type Pane, type Selected} from "../pane.ts";
import type {FullOptions} from "./fullOptions.ts";
import type {Types} from "./types.ts";
import type {Marker, Place} from "../types.ts";

const FIXED: monaco.editor.IStandaloneEditorConstructionOptions = {
  model: null,
  minimap: {enabled: false},
  lineNumbers: "off",
  glyphMargin: false,
  folding: false,
  lineNumbersMinChars: 0,
  renderLineHighlight: "none",
  overviewRulerLanes: 0,
  hideCursorInOverviewRuler: true,
  overviewRulerBorder: false,
  scrollBeyondLastLine: false,
  scrollBeyondLastColumn: 2,
  scrollbar: {
    vertical: "hidden",
    horizontalScrollbarSize: 8,
    alwaysConsumeMouseWheel: false,
    ignoreHorizontalScrollbarInContentHeight: true,
    useShadows: false
  },
  fixedOverflowWidgets: true,
  wordBasedSuggestions: "off",
  links: false,
  colorDecorators: false,
  contextmenu: false,
  guides: {indentation: false, bracketPairs: false},
  unicodeHighlight: {ambiguousCharacters: false, invisibleCharacters: false, nonBasicASCII: false},
  occurrencesHighlight: "singleFile",
  stickyScroll: {enabled: false},
  matchBrackets: "near",
  tabSize: 2,
  insertSpaces: true,
  detectIndentation: false,
  fontLigatures: false,
  find: {addExtraSpaceOnTop: false, seedSearchStringFromSelection: "selection"},
  suggest: {showWords: false, showStatusBar: false, preview: false},
  parameterHints: {enabled: true, cycle: true},
  accessibilityPageSize: 50
};

/** Room for finding and replacing in a cell of one line. */
const FIND_HEIGHT = 76;

/** The part of Monaco's controller that is read here. */
interface FindController extends monaco.editor.IEditorContribution {
  getState(): {
    isRevealed: boolean;
    onFindReplaceStateChange(listener: (changed: {isRevealed: boolean}) => void): void;
  };
}

export function makeFullPane(options: FullOptions, types: Types): Pane {
  const {host, texts} = options;
  const node = document.createElement("div");
  node.className = "code-editor full";
  const models = makeModels(host, types);
  const views = new Map<string, monaco.editor.ICodeEditorViewState>();
  let current: string | undefined;

  const unfollow = followTheme();
  const editor = monaco.editor.create(node, FIXED);
  bindKeys(editor, node, {host, current: () => current});
  types.listen(models);

  const find = editor.getContribution<FindController>("editor.contrib.findController");
  let width = 0;
  const layout = () => {
    const height = Math.max(
      editor.getContentHeight(),
      find?.getState().isRevealed ? FIND_HEIGHT : 0
    );
    node.style.height = `${height}px`;
    width = node.clientWidth;
    editor.layout({width, height});
  };
  editor.onDidContentSizeChange(layout);
  find?.getState().onFindReplaceStateChange(({isRevealed}) => isRevealed && layout());
  const resized = new ResizeObserver(() => {
    if (node.isConnected && node.clientWidth !== width) layout();
  });
  resized.observe(node);
  editor.onDidChangeCursorPosition(() => revealCaret(editor, node));

  const close = () => {
    if (current === undefined) return;
    const view = editor.saveViewState();
    if (view) views.set(current, view);
    current = undefined;
    editor.setModel(null);
    node.remove();
  };

  return {
    kind: "full",
    setCells(cells) {
      models.setCells(cells);
      const cell = cells.find(({id}) => id === current);
      if (cell) editor.updateOptions({ariaLabel: `${cell.label}. ${texts.leave}`});
    },
    open(id, element, at) {
      const model = models.find(id);
      if (!model) return false;
      close();
      // the metrics of the code underneath, before it is hidden behind the editor
      editor.updateOptions({
        ...readMetrics(element),
        wordWrap: models.cell(id)?.language === "md" ? "on" : "off",
        ariaLabel: `${models.cell(id)?.label ?? ""}. ${texts.leave}`
      });
      element.append(node);
      editor.setModel(model);
      current = id;
      layout();
      const view = views.get(id);
      if (view) editor.restoreViewState(view);
      if (at) editor.setSelection(toSelection(model, at));
      editor.focus();
      return true;
    },
    close,
    selected() {
      const model = editor.getModel();
      const selection = editor.getSelection();
      if (!model || !selection) return undefined;
      return {
        anchor: model.getOffsetAt(selection.getSelectionStart()),
        head: model.getOffsetAt(selection.getPosition())
      };
    },
    setMarkers: (id, list: readonly Marker[]) => models.setMarkers(id, list),
    format: (id) => types.format(id),
    dispose() {
      close();
      resized.disconnect();
      unfollow();
      editor.dispose();
      types.dispose();
      models.dispose();
    }
  };
}

/** Font and padding of the static code in an element, as Monaco's options. */
function readMetrics(element: HTMLElement): monaco.editor.IEditorOptions {
  const style = getComputedStyle(element.querySelector(".code") ?? element);
  const px = (value: string) => parseFloat(value) || 0;
  return {
    fontFamily: style.fontFamily,
    fontSize: px(style.fontSize),
    lineHeight: px(style.lineHeight),
    lineDecorationsWidth: px(style.paddingLeft),
    padding: {top: px(style.paddingTop), bottom: px(style.paddingBottom)}
  };
}

function toSelection(model: monaco.editor.ITextModel, at: Place | Selected): monaco.Selection {
  const {anchor, head} =
    "head" in at
      ? at
      : {anchor: toOffset(model.getValue(), at), head: toOffset(model.getValue(), at)};
  return monaco.Selection.fromPositions(model.getPositionAt(anchor), model.getPositionAt(head));
}

/** The editor is as high as its text, so it is the page that has to scroll. */
function revealCaret(editor: monaco.editor.ICodeEditor, node: HTMLElement): void {
  const position = editor.getPosition();
  const place = position && editor.getScrolledVisiblePosition(position);
  if (!place || !node.isConnected) return;
  const top = node.getBoundingClientRect().top + place.top;
  const bottom = top + place.height;
  const margin = place.height;
  // what the page's bars cover at the top
  const covered = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
  if (top < covered + margin) scrollBy(0, top - covered - margin);
  else if (bottom > innerHeight - margin) scrollBy(0, bottom - innerHeight + margin);
}
