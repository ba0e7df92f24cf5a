import type {CellProgress} from "../../runtime/types.ts";
import {say} from "../../say.ts";
import {h} from "../../stdlib/element.ts";
import {formatCount, formatRate, formatSpan} from "./formatNumber.ts";

export interface ProgressBar {
  element: HTMLElement;
  update(progress: CellProgress): void;
}

/** Phase, bar, how many, how fast and how long still, with a Cancel button where there is something to cancel. */
export function drawProgress(
  document: Document,
  progress: CellProgress,
  onCancel?: () => void
): ProgressBar {
  const phase = h(document, "span", {class: "phase"});
  const facts = h(document, "span", {class: "facts"});
  const filled = h(document, "span", {class: "filled"});
  const bar = h(document, "div", {class: "bar", role: "progressbar", "aria-valuemin": 0}, filled);
  const words = h(document, "div", {class: "words"}, phase, facts);
  const element = h(document, "div", {class: "run-progress"}, h(document, "div", {}, words, bar));
  if (onCancel)
    element.append(
      h(
        document,
        "button",
        {type: "button", class: "cancel", onclick: onCancel},
        say("inspect.cancel")
      )
    );
  const update = (now: CellProgress) => {
    const isKnown = now.total > 0;
    const text = toFacts(now);
    phase.textContent = now.phase;
    facts.textContent = text;
    bar.setAttribute("aria-label", now.phase || say("inspect.running"));
    bar.setAttribute("aria-valuetext", text || say("inspect.running"));
    bar.toggleAttribute("data-endless", !isKnown);
    if (!isKnown) return bar.removeAttribute("aria-valuenow");
    bar.setAttribute("aria-valuemax", String(now.total));
    bar.setAttribute("aria-valuenow", String(Math.min(now.done, now.total)));
    filled.style.width = `${Math.min(100, (100 * now.done) / now.total)}%`;
  };
  update(progress);
  return {element, update};
}

/** `1,200 of 5,000 · 840 a second · about 5 s left`. */
export function toFacts({done, total, rate, remaining}: CellProgress): string {
  const facts: string[] = [];
  if (total > 0)
    facts.push(say("inspect.doneOf", {done: formatCount(done), total: formatCount(total)}));
  else if (done > 0) facts.push(formatCount(done));
  if (rate > 0 && Number.isFinite(rate)) facts.push(say("inspect.rate", {rate: formatRate(rate)}));
  if (remaining !== undefined && Number.isFinite(remaining) && done < total)
    facts.push(say("inspect.remaining", {time: formatSpan(remaining)}));
  return facts.join(" · ");
}
