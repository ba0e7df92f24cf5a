// `view`: an input in the outputs, and its values as a stream.
import type {CellContext} from "../runtime/types.ts";
import {nameControls} from "./accessible.ts";
import type {Controls} from "./controls.ts";
import {inputValues, isPlainControl, readValue} from "./generators.ts";
import {isPlaceholder, NoDocumentError} from "./placeholders.ts";

/** `view` for one run of a cell; compiling a cell adds the name that `const n = view(input)` declares. */
export function makeView(controls: Controls, context: CellContext) {
  return function view<T>(
    input: EventTarget & {value?: T},
    name?: string
  ): AsyncGenerator<T, void, undefined> {
    if (isPlaceholder(input))
      throw new NoDocumentError("view: expected a document to show an element in, got none here");
    if (typeof input !== "object" || input === null || !("value" in input))
      throw new TypeError(
        `view: expected an input with a value, such as Inputs.range(), got ${typeof input}`
      );
    if (name !== undefined && typeof name !== "string")
      throw new TypeError(`view: expected a name as a string, got ${typeof name}`);
    if (name !== undefined) {
      nameControls(input, name);
      if (isKept(input)) keep(controls, name, input, context.signal);
    }
    context.display(input);
    const values = inputValues<T>(input);
    context.signal.addEventListener("abort", () => void values.return(), {once: true});
    return values;
  };
}

/** Restores the value and notes later ones; the events are heard before the readers of the stream. */
function keep(
  controls: Controls,
  name: string,
  input: EventTarget & {value?: unknown},
  signal: AbortSignal
): void {
  const field = isPlainControl(input) ? toField(input as unknown as HTMLInputElement) : input;
  controls.restore(name, field as {value: unknown});
  const note = () => controls.set(name, readValue(input));
  input.addEventListener?.("input", note, {signal});
}

/** A plain HTML control with the value that `view` reads of it. */
function toField(input: HTMLInputElement): {value: unknown} {
  return {
    get value() {
      return readValue(input);
    },
    set value(value: unknown) {
      if (input.type === "checkbox") input.checked = Boolean(value);
      else if (input.type === "date") input.valueAsDate = value as Date | null;
      else input.value = String(value);
    }
  };
}

/** Whether an input's value is part of the document: presses, files, passwords and found rows are not. */
function isKept(input: EventTarget & {value?: unknown}): boolean {
  const own = Object.getOwnPropertyDescriptor(input, "value");
  if (own?.get && !own.set) return false;
  if (typeof Element === "undefined" || !(input instanceof Element)) return true;
  if (input.matches("button, [type=file], [type=password], [type=button], [type=submit]")) {
    return false;
  }
  const controls = [...input.querySelectorAll("input, select, textarea, button")];
  const isPressed = controls.length > 0 && controls.every((control) => control.matches("button"));
  return !isPressed && !input.querySelector("[type=password], [type=file], table");
}
