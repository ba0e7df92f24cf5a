import {For, type JSX} from "solid-js";
import {say} from "../../say.ts";
import type {LibraryProps} from "./props.ts";
import {BLANK, STARTERS, starterTexts, type Starter} from "./starters.ts";

const LABELS: Record<Starter, () => string> = {
  sample: () => say("library.startSample"),
  benchmark: () => say("library.startBenchmark"),
  csv: () => say("library.startCsv")
};

/** No notebook yet: one empty cell with three ways to fill it. */
export function EmptyShelf(props: {library: LibraryProps; onCsv: () => void}): JSX.Element {
  const start = (starter: Starter) =>
    starter === "csv" ? props.onCsv() : props.library.onNew(starterTexts[starter]);
  return (
    <section class="empty">
      <h2>{say("library.emptyTitle")}</h2>
      <p class="empty-lede">{say("library.emptyText")}</p>
      <div class="ghost-cell">
        <button type="button" class="ghost-line first" onClick={() => props.library.onNew(BLANK)}>
          <span class="caret" aria-hidden="true" />
          {say("library.startBlank")}
        </button>
        <For each={STARTERS}>
          {(starter) => (
            <button type="button" class="ghost-line" onClick={() => start(starter)}>
              {LABELS[starter]()}
            </button>
          )}
        </For>
      </div>
    </section>
  );
}
