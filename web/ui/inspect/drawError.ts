// An error: one sentence, the line where it happened, and the rest folded.
import type {CellError} from "../../runtime/types.ts";
import {say} from "../../say.ts";
import {toErrorWords} from "./brief.ts";
import type {InspectContext} from "./context.ts";
import {drawFrame} from "./drawFrame.ts";
import {fold, h} from "../../stdlib/element.ts";
import {safely} from "./safely.ts";

/** What stopped a cell; `cell` is where its first line number counts. */
export function drawError(context: InspectContext, error: CellError, cell = ""): HTMLElement {
  const {document} = context;
  const sentence = h(document, "p", {class: "sentence"});
  sentence.append(h(document, "span", {class: "error-name"}, error.name), `: ${error.message} `);
  const own = error.trace[0]?.cell ?? cell;
  if (error.line > 0)
    sentence.append(drawPlace(context, {cell: own, line: error.line, column: error.column}));
  const frames = error.trace.slice(1);
  const trace =
    frames.length > 0 &&
    fold(document, {
      class: "value-fold",
      summary: [say("inspect.calledFrom")],
      content: () => [
        h(
          document,
          "ol",
          {class: "trace"},
          ...frames.map((frame) =>
            h(document, "li", {}, drawPlace(context, frame, frame.cell !== own))
          )
        )
      ]
    });
  return drawFrame(context, {class: "value-error"}, sentence, trace || undefined);
}

function drawPlace(
  {document, goTo}: InspectContext,
  {cell, line, column}: {cell: string; line: number; column: number},
  isElsewhere = false
): HTMLElement {
  const text = isElsewhere ? say("inspect.lineIn", {line, cell}) : say("inspect.line", {line});
  if (!goTo) return h(document, "span", {class: "line"}, text);
  const onclick = () => goTo(cell, line, column);
  return h(document, "button", {type: "button", class: "line", onclick}, text);
}

/** An error that is a value: what it says, and its stack and cause on demand. */
export function drawErrorValue(
  context: InspectContext,
  error: object,
  inspect: (value: unknown, context: InspectContext) => HTMLElement
): HTMLElement {
  const {document} = context;
  const [, name = "", rest] = /^([\w$]+(?=: ))?([^]*)$/.exec(toErrorWords(error)) ?? [];
  const shown = h(document, "span", {class: "error-name"}, name);
  const sentence = h(document, "p", {class: "sentence"}, shown, rest);
  const stack = safely(() => String((error as Error).stack ?? ""));
  const cause = safely(() => (error as Error).cause);
  const parts: HTMLElement[] = [];
  if (stack.ok && stack.value)
    parts.push(
      fold(document, {
        class: "value-fold",
        summary: [say("inspect.stack")],
        content: () => [h(document, "pre", {}, stack.value)]
      })
    );
  if (cause.ok && cause.value !== undefined)
    parts.push(
      fold(document, {
        class: "value-fold",
        summary: [say("inspect.cause")],
        content: () => [inspect(cause.value, {...context, name: undefined})]
      })
    );
  return drawFrame(context, {class: "value-error"}, sentence, ...parts);
}
