// All versions of a notebook on the left; on the right how the chosen one differs from now.
import {For, Show, type JSX} from "solid-js";
import {say, type Saying} from "../../say.ts";
import type {HistoryProps} from "../library/props.ts";
import {toClock, toDay, toExactTime, toSize} from "../library/words.ts";
import type {Version} from "../store/types.ts";
import {Changes} from "./Changes.tsx";
import {createHistory, type HistoryModel} from "./createHistory.ts";

const KINDS: Record<Version["kind"], Saying> = {
  burst: "library.kindBurst",
  opened: "library.kindOpened",
  named: "library.kindNamed",
  restored: "library.kindRestored",
  merged: "library.kindMerged"
};

export function History(props: HistoryProps): JSX.Element {
  const model = createHistory(props);
  return (
    <div
      class="history"
      data-changes={model.changes() ? "ready" : "reading"}
      onKeyDown={({key}) => key === "Escape" && props.onClose()}
    >
      <Show when={model.versions()}>
        {(versions) => (
          <>
            <VersionList versions={versions()} model={model} />
            <Show when={model.chosen()}>
              {(version) => <Detail version={version()} model={model} history={props} />}
            </Show>
          </>
        )}
      </Show>
    </div>
  );
}

function VersionList(props: {versions: readonly Version[]; model: HistoryModel}): JSX.Element {
  const now = Date.now();
  const move = (event: KeyboardEvent & {currentTarget: HTMLElement}) => {
    const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
    if (!step) return;
    const buttons = [...event.currentTarget.querySelectorAll("button")];
    buttons[buttons.indexOf(document.activeElement as HTMLButtonElement) + step]?.focus();
    event.preventDefault();
  };
  return (
    <nav class="versions" aria-label={say("library.versions")} onKeyDown={move}>
      <For each={groupByDay(props.versions, now)}>
        {([day, versions]) => (
          <section>
            <h3>{day}</h3>
            <ul>
              <For each={versions}>
                {(version) => (
                  <li>
                    <button
                      type="button"
                      title={toExactTime(version.at)}
                      aria-current={props.model.chosen()?.n === version.n ? "true" : undefined}
                      onClick={() => props.model.choose(version.n)}
                    >
                      <time datetime={new Date(version.at).toISOString()}>
                        {toClock(version.at)}
                      </time>
                      <span class="version-name" dir="auto">
                        {version.n === props.versions[0].n
                          ? say("library.now")
                          : version.label || say(KINDS[version.kind])}
                      </span>
                      <span class="row-size">{toSize(version.bytes)}</span>
                    </button>
                  </li>
                )}
              </For>
            </ul>
          </section>
        )}
      </For>
    </nav>
  );
}

function Detail(props: {
  version: Version;
  model: HistoryModel;
  history: HistoryProps;
}): JSX.Element {
  const {model} = props;
  return (
    <section class="version" aria-label={say("library.versionFrom", {time: time(props.version)})}>
      <header>
        <h3>
          <Show when={!model.isNewest()} fallback={say("library.now")}>
            {say("library.sinceThen", {time: time(props.version)})}
          </Show>
        </h3>
        <div class="version-actions">
          <form
            onSubmit={(event) => {
              event.preventDefault();
              const input = event.currentTarget.elements.namedItem("label") as HTMLInputElement;
              void model.name(input.value.trim());
            }}
          >
            <input
              name="label"
              aria-label={say("library.versionName")}
              placeholder={say("library.versionName")}
              maxlength="100"
              autocomplete="off"
              value={props.version.label}
            />
            <button type="submit" class="button">
              {say("library.nameVersion")}
            </button>
          </form>
          <Show when={props.history.onCompare}>
            {(compare) => (
              <button type="button" class="button" onClick={() => compare()()}>
                {say("library.compare")}
              </button>
            )}
          </Show>
          <Show when={!model.isNewest()}>
            <button type="button" class="button primary" onClick={() => void model.restore()}>
              {say("library.restoreVersion")}
            </button>
          </Show>
        </div>
      </header>
      <p class="version-said" role="status">
        {model.said()}
      </p>
      <Show when={!model.isNewest() && model.changes()}>
        {(changes) => <Changes changes={changes()} />}
      </Show>
    </section>
  );
}

function time({at, label}: Version): string {
  return label || toExactTime(at);
}

function groupByDay(versions: readonly Version[], now: number): [string, Version[]][] {
  const days = new Map<string, Version[]>();
  for (const version of versions) {
    const day = toDay(version.at, now);
    days.set(day, [...(days.get(day) ?? []), version]);
  }
  return [...days];
}
