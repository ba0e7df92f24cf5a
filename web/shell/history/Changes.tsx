import {For, Show, type JSX} from "solid-js";
import {say, type Saying} from "../../say.ts";
import type {CellChange, Line} from "./changes.ts";

const KINDS: Record<CellChange["kind"], Saying> = {
  added: "library.cellAdded",
  removed: "library.cellRemoved",
  changed: "library.cellChanged",
  moved: "library.cellMoved"
};
const SIGNS = {same: " ", added: "+", removed: "−", gap: " "} as const;

/** What differs, cell by cell; signs and words say what colours do. */
export function Changes(props: {changes: readonly CellChange[]}): JSX.Element {
  return (
    <Show
      when={props.changes.length > 0}
      fallback={<p class="no-changes">{say("library.noChanges")}</p>}
    >
      <ol class="changes">
        <For each={props.changes}>
          {(change) => (
            <li class="change" data-kind={change.kind}>
              <h4>
                {change.place === 0
                  ? say("library.frontMatter")
                  : say("library.cellPlace", {place: change.place})}
                <span class="change-kind">{say(KINDS[change.kind])}</span>
              </h4>
              <Show when={change.lines.length > 0}>
                <Lines lines={change.lines} />
              </Show>
            </li>
          )}
        </For>
      </ol>
    </Show>
  );
}

export function Lines(props: {lines: readonly Line[]}): JSX.Element {
  return (
    <pre class="lines" tabindex="0">
      <For each={props.lines}>
        {({kind, text}) => (
          <span class="line" data-kind={kind}>
            <span class="sign" aria-hidden="true">
              {SIGNS[kind]}
            </span>
            <Show when={kind === "added" || kind === "removed"}>
              <span class="unseen">
                {say(kind === "added" ? "library.lineAdded" : "library.lineRemoved")}
              </span>
            </Show>
            {`${text}\n`}
          </span>
        )}
      </For>
    </pre>
  );
}
