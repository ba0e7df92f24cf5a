import {onCleanup} from "solid-js";
import type {App} from "../app.ts";
import {toChord, type Command} from "./command.ts";

/** The second key of a pair such as "d d" counts this long, in milliseconds. */
const PAIR = 700;

/** Carries out commands by their keys, also by those that are pressed in the editor. */
export function listenToKeys(
  app: Pick<App, "setKeyTaker">,
  commands: () => readonly Command[]
): void {
  let first = "";
  let at = 0;
  let heard: KeyboardEvent | undefined;
  const take = (event: KeyboardEvent): boolean => {
    // a key pressed in the editor comes here twice
    if (event === heard || event.isComposing) return false;
    heard = event;
    // what lies over the notebook has the keyboard to itself
    if (document.querySelector("dialog[open]")) return false;
    const chord = toChord(event);
    const pair = event.timeStamp - at < PAIR ? `${first} ${chord}` : "";
    const inside = isTaken(event);
    const beside = isBeside(event);
    const find = (keys: string) =>
      keys === ""
        ? undefined
        : commands().find(
            (command) =>
              command.keys.includes(keys) &&
              (command.where === "anywhere" || !inside) &&
              !(command.group === "cell" && beside) &&
              command.isEnabled?.() !== false
          );
    const command = find(pair) ?? find(chord);
    first = command ? "" : chord;
    at = event.timeStamp;
    command?.act();
    return command !== undefined;
  };
  const listen = (event: KeyboardEvent) => {
    if (!event.defaultPrevented && take(event)) event.preventDefault();
  };
  app.setKeyTaker(take);
  addEventListener("keydown", listen);
  onCleanup(() => removeEventListener("keydown", listen));
}

/** Whether the key belongs to what has the focus: text fields take all, buttons and sliders those that work them. */
function isTaken(event: KeyboardEvent): boolean {
  const target = event.composedPath()[0];
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName)) return true;
  // the full editor's letters go to an element that is neither
  if (target.closest(".code-editor, [role=textbox]")) return true;
  if (target instanceof HTMLInputElement)
    return !/^(button|checkbox|radio|submit)$/.test(target.type) || isWorking(event.key);
  const works = target.closest(
    "button, a, summary, [role=slider], [role=menu], [role=grid], [role=application]"
  );
  return works !== null && isWorking(event.key);
}

/** Keys that work cells do so from the cells and from nowhere in particular, not from a panel. */
function isBeside(event: KeyboardEvent): boolean {
  const target = event.composedPath()[0];
  return target instanceof Element && target.closest("aside, nav, [role=toolbar]") !== null;
}

function isWorking(key: string): boolean {
  return key === "Enter" || key === " " || key.startsWith("Arrow");
}
