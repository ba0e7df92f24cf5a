import {complete} from "./accessible.ts";
import {withReaders} from "./fileAttachment.ts";
import type {Inputs} from "./inputTypes.ts";

type Make = (...args: unknown[]) => HTMLElement;

/** What gives an element, by its name in the package. */
const KINDS = (
  "button checkbox color date datetime email file form number password radio range search select " +
  "table tel text textarea toggle url"
).split(" ");

/** Loads the package; its elements come completed. */
export async function loadInputs(): Promise<Inputs> {
  const library = (await import("@observablehq/inputs")) as Record<string, Make>;
  const file: Make = (options) => library.file({...(options as object), transform: withReaders});
  const given: Record<string, Make> = {...library, file};
  const inputs: Record<string, unknown> = {...given};
  for (const kind of KINDS) {
    inputs[kind] = (...args: unknown[]) => {
      const input = given[kind](...args);
      const later = kind === "table" ? args[0] : undefined;
      // a table of rows that are still to come is an empty form until then
      if (later instanceof Promise)
        void later.then(() => complete(input, kind)).catch(() => undefined);
      if (later instanceof Promise) input.classList.add("input");
      else complete(input, kind);
      return input;
    };
  }
  return Object.freeze(inputs) as unknown as Inputs;
}
