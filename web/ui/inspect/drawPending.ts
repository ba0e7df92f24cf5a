// Values that are still to come: promises, and runs with their progress.
import {say} from "../../say.ts";
import type {InspectContext} from "./context.ts";
import {drawProgress} from "./drawProgress.ts";
import type {ProgressBar} from "./drawProgress.ts";
import {h} from "../../stdlib/element.ts";

type Inspect = (value: unknown, context: InspectContext) => HTMLElement;

/** What the engine's runs are to the inspector. */
export interface RunLike extends PromiseLike<unknown> {
  readonly status: string;
  cancel(): void;
  [Symbol.asyncIterator](): AsyncIterator<{phase: string; done: number; total: number}>;
}

const NOTICEABLE_MS = 400;

/** "pending …" until it settles, then the value in its place. */
export function drawPromise(
  context: InspectContext,
  promise: PromiseLike<unknown>,
  inspect: Inspect
): HTMLElement {
  const {document} = context;
  const waiting = h(document, "span", {class: "value-note"}, say("inspect.pending"));
  const box = h(document, "div", {class: "value-pending", "aria-live": "polite"}, waiting);
  settleInto(box, context, promise, inspect);
  return box;
}

export function drawRun(context: InspectContext, run: RunLike, inspect: Inspect): HTMLElement {
  const {document} = context;
  const box = h(document, "div", {class: "value-pending"});
  const began = performance.now();
  let bar: ProgressBar | undefined;
  let isOver = false;
  let latest = {phase: "", done: 0, total: 0};
  const show = () => {
    if (isOver) return;
    const seconds = (performance.now() - began) / 1000;
    const rate = latest.done / seconds;
    const remaining = rate > 0 ? (1000 * (latest.total - latest.done)) / rate : undefined;
    const progress = {...latest, rate, remaining};
    if (bar) return bar.update(progress);
    bar = drawProgress(document, progress, () => run.cancel());
    box.replaceChildren(bar.element);
  };
  const timer = setTimeout(show, NOTICEABLE_MS);
  const follow = async () => {
    for await (const progress of run) {
      latest = progress;
      if (bar) show();
      if (isOver) break;
    }
  };
  // how it ends is told by the promise
  follow().catch(() => undefined);
  settleInto(box, context, run, inspect, () => {
    isOver = true;
    clearTimeout(timer);
  });
  return box;
}

function settleInto(
  box: HTMLElement,
  context: InspectContext,
  promise: PromiseLike<unknown>,
  inspect: Inspect,
  onOver: () => void = () => undefined
): void {
  const {document} = context;
  const show = (value: unknown) => {
    onOver();
    const hadFocus = box.contains(document.activeElement);
    box.replaceChildren(inspect(value, context));
    if (!hadFocus) return;
    box.tabIndex = -1;
    box.focus();
  };
  const fail = (reason: unknown) => {
    onOver();
    const words = h(document, "span", {class: "value-note"}, say("inspect.rejected"));
    box.replaceChildren(words, inspect(reason, {...context, name: undefined}));
  };
  // asked for `then` once, inside a promise: a hostile one may throw
  new Promise((resolve) => resolve(promise)).then(show, fail);
}
