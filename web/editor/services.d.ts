// Parts of Monaco that come without types of their own.
declare module "monaco-editor/languages/features/typescript/lib/typescriptServices.js" {
  import type ts from "typescript";
  export const typescript: typeof ts;
}

declare module "monaco-editor/languages/features/typescript/lib/lib.js" {
  export const libFileMap: Record<string, string>;
}

declare module "monaco-editor/editor/contrib/suggest/browser/suggestController.js";

declare module "monaco-editor/editor/browser/config/tabFocus.js" {
  import type {IDisposable} from "monaco-editor/editor/editor.api.js";
  export const TabFocus: {
    onDidChangeTabFocus(listener: (movesFocus: boolean) => void): IDisposable;
  };
}
