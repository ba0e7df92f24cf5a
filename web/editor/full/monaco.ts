// Monaco with the parts of it that help in a cell: no palette (the page has one), no minimap, no menus.
import "monaco-editor/features/bracketMatching/register.js";
import "monaco-editor/features/caretOperations/register.js";
import "monaco-editor/features/clipboard/register.js";
import "monaco-editor/features/codicon/register.js";
import "monaco-editor/features/comment/register.js";
import "monaco-editor/features/cursorUndo/register.js";
import "monaco-editor/features/find/register.js";
import "monaco-editor/features/gotoError/register.js";
import "monaco-editor/features/gotoSymbol/register.js";
import "monaco-editor/features/hover/register.js";
import "monaco-editor/features/indentation/register.js";
import "monaco-editor/features/lineSelection/register.js";
import "monaco-editor/features/linesOperations/register.js";
import "monaco-editor/features/multicursor/register.js";
import "monaco-editor/features/parameterHints/register.js";
import "monaco-editor/features/rename/register.js";
import "monaco-editor/features/smartSelect/register.js";
import "monaco-editor/features/snippet/register.js";
// the feature of this name lacks its main part
import "monaco-editor/editor/contrib/suggest/browser/suggestController.js";
import "monaco-editor/features/toggleTabFocusMode/register.js";
import "monaco-editor/features/wordHighlighter/register.js";
import "monaco-editor/features/wordOperations/register.js";
import "monaco-editor/features/wordPartOperations/register.js";

import * as monaco from "monaco-editor/editor/editor.api.js";

/** Their keys begin with Ctrl/Cmd+K, which opens the page's palette. */
const CHORDS = [
  "editor.action.addCommentLine",
  "editor.action.moveSelectionToNextFindMatch",
  "editor.action.removeCommentLine",
  "editor.action.revealDefinitionAside",
  "editor.action.showHover",
  "editor.action.trimTrailingWhitespace",
  "togglePeekWidgetFocus",
  "workbench.action.showHover"
];

monaco.editor.addKeybindingRules([
  ...CHORDS.map((command) => ({keybinding: 0, command: `-${command}`})),
  {
    keybinding: monaco.KeyMod.Shift | monaco.KeyCode.F1,
    command: "editor.action.showHover",
    when: "editorTextFocus"
  }
]);

export {monaco};
