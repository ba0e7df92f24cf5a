import type {CellContext} from "../../web/runtime/types.ts";

/** A run of a cell: what it shows, and its end. */
export function makeContext(id = "a") {
  const controller = new AbortController();
  const shown: unknown[] = [];
  const progress: unknown[] = [];
  const context: CellContext = {
    id,
    signal: controller.signal,
    invalidation: new Promise((resolve) =>
      controller.signal.addEventListener("abort", () => resolve())
    ),
    display(value) {
      shown.push(value);
      return value;
    },
    progress: (given) => progress.push(given)
  };
  return {context, shown, progress, end: () => controller.abort()};
}
