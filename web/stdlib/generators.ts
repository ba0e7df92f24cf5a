// Streams for cells. The graph takes a value at most once a frame and only when all who read the last
// one are done, so a stream may be faster than its readers.
import {makeStream, type Stop} from "./makeStream.ts";

/** Makes streams of values; a cell that names one runs its readers at each value. */
export interface Generators {
  /** The values of an input element, first its present one: `Generators.input(slider)`. */
  input<T>(element: EventTarget & {value?: T}): AsyncGenerator<T, void, undefined>;
  /** What `start` hands to its argument, the latest only; it may return what ends the source. */
  observe<T>(start: (push: (value: T) => void) => Stop): AsyncGenerator<T, void, undefined>;
  /** As `observe`, but no value is left out. */
  queue<T>(start: (push: (value: T) => void) => Stop): AsyncGenerator<T, void, undefined>;
  /** Milliseconds since 1970, every frame; makes results depend on the clock. */
  now(): AsyncGenerator<number, void, undefined>;
  /** The width of an element in CSS pixels whenever it changes; default: the column of the notebook. */
  width(element?: Element): AsyncGenerator<number, void, undefined>;
}

/** What a width is where nothing is laid out: that of a Plot by default, in pixels. */
export const DEFAULT_WIDTH = 640;

/** `column`: the element as wide as outputs are, or nothing where there is no document. */
export function makeGenerators(column: (() => Element | undefined) | undefined): Generators {
  return {
    input: (element) => inputValues(element),
    observe: (start) => makeStream(start),
    queue: (start) => makeStream(start, {queue: true}),
    now: () => makeStream(pushTimes),
    width: (element = column?.()) => makeStream((push) => pushWidths(element, push))
  };
}

export function inputValues<T>(
  element: EventTarget & {value?: T}
): AsyncGenerator<T, void, undefined> {
  return makeStream<T>((push) => {
    const event = findEvent(element);
    const read = () => readValue(element) as T;
    const onEvent = () => push(read());
    const present = read();
    // where there is no document an input is only its value, and nothing else will come
    if (present !== undefined || !element.addEventListener) push(present);
    element.addEventListener?.(event, onEvent);
    return () => element.removeEventListener?.(event, onEvent);
  });
}

/** The value of one of our inputs or of a plain HTML control. */
export function readValue(element: EventTarget & {value?: unknown}): unknown {
  const {type} = element as {type?: string};
  if (!isPlainControl(element)) return element.value;
  const input = element as unknown as HTMLInputElement;
  switch (type) {
    case "range":
    case "number":
      return input.valueAsNumber;
    case "date":
      return input.valueAsDate;
    case "checkbox":
      return input.checked;
    case "file":
      return input.multiple ? input.files : (input.files?.[0] ?? null);
    case "select-multiple":
      return Array.from(
        (element as unknown as HTMLSelectElement).selectedOptions,
        ({value}) => value
      );
    default:
      return input.value;
  }
}

/** An HTML control itself, rather than an element of ours that defines `value`. */
export function isPlainControl(element: object): boolean {
  return /^(INPUT|SELECT|TEXTAREA|BUTTON)$/.test((element as {tagName?: string}).tagName ?? "");
}

function findEvent(element: object): string {
  if (!isPlainControl(element)) return "input";
  const {type} = element as {type?: string};
  if (type === "button" || type === "submit") return "click";
  return type === "file" ? "change" : "input";
}

function pushTimes(push: (value: number) => void): Stop {
  push(Date.now());
  if (typeof requestAnimationFrame === "undefined") return;
  let request = requestAnimationFrame(function frame() {
    push(Date.now());
    request = requestAnimationFrame(frame);
  });
  return () => cancelAnimationFrame(request);
}

function pushWidths(element: Element | undefined, push: (value: number) => void): Stop {
  if (!element || typeof ResizeObserver === "undefined") {
    push(DEFAULT_WIDTH);
    return;
  }
  let last = 0;
  const observer = new ResizeObserver(() => {
    const width = Math.floor(element.clientWidth);
    // 0: not laid out now
    if (width > 0 && width !== last) push((last = width));
  });
  observer.observe(element);
  return () => observer.disconnect();
}
