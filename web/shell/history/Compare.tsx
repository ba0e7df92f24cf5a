import {For, Show, type JSX} from "solid-js";
import type {Choice, Conflict} from "../../document/merge.ts";
import {say} from "../../say.ts";
import type {CompareProps} from "../library/props.ts";
import {Changes, Lines} from "./Changes.tsx";
import {createCompare, type CompareModel} from "./createCompare.ts";
import {findLines} from "./changes.ts";

export function Compare(props: CompareProps): JSX.Element {
  const model = createCompare(props);
  const name = () => props.published?.name ?? say("library.published");
  return (
    <div
      class="compare"
      data-changes={model.isReady() ? "ready" : "reading"}
      onKeyDown={({key}) => key === "Escape" && props.onClose()}
    >
      <Show when={model.isReady()}>
        <p class="compare-lede">
          {say(model.isNewer() ? "library.compareNewer" : "library.compareSame", {name: name()})}
        </p>
        <div class="sides">
          <section class="side" aria-label={say("library.yourChanges")}>
            <header>
              <h3>{say("library.yourChanges")}</h3>
              <Show when={props.onOpenCopy}>
                {(open) => (
                  <button type="button" class="button" onClick={() => open()()}>
                    {say("library.openCopy")}
                  </button>
                )}
              </Show>
            </header>
            <Changes changes={model.mine()} />
          </section>
          <section class="side" aria-label={say("library.theirChanges")}>
            <header>
              <h3>{say("library.theirChanges")}</h3>
              <Show when={props.onOpenPublished}>
                {(open) => (
                  <button type="button" class="button" onClick={() => open()()}>
                    {say("library.openPublished")}
                  </button>
                )}
              </Show>
            </header>
            <Changes changes={model.theirs()} />
          </section>
        </div>
        <Show when={model.isNewer()}>
          <section class="merge" aria-label={say("library.merge")}>
            <For each={model.conflicts()}>
              {(conflict, i) => <ConflictChoice conflict={conflict} i={i()} model={model} />}
            </For>
            <div class="merge-end">
              <p role="status">
                {model.problem() ||
                  say(model.canMerge() ? "library.canMerge" : "library.mustChoose")}
              </p>
              <button
                type="button"
                class="button primary"
                disabled={!model.canMerge()}
                onClick={() => void model.merge()}
              >
                {say("library.mergeNow")}
              </button>
            </div>
          </section>
        </Show>
      </Show>
    </div>
  );
}

const SIDES = [
  {side: "mine", label: "library.takeMine"},
  {side: "theirs", label: "library.takeTheirs"}
] as const;

function ConflictChoice(props: {conflict: Conflict; i: number; model: CompareModel}): JSX.Element {
  const radio = (choice: Choice, label: string) => (
    <label class="choice-label">
      <input
        type="radio"
        name={`conflict-${props.i}`}
        checked={props.model.choices()[props.i] === choice}
        onChange={() => props.model.choose(props.i, choice)}
      />
      {label}
    </label>
  );
  return (
    <fieldset class="conflict">
      <legend>
        {say("library.conflict", {number: props.i + 1, count: props.model.conflicts().length})}
      </legend>
      <div class="sides">
        <For each={SIDES}>
          {({side, label}) => (
            <div class="side" classList={{taken: props.model.choices()[props.i] === side}}>
              {radio(side, say(label))}
              <Show
                when={props.conflict[side] !== undefined}
                fallback={<p class="no-changes">{say("library.deletedHere")}</p>}
              >
                <Lines lines={findLines(props.conflict.base, props.conflict[side])} />
              </Show>
            </div>
          )}
        </For>
      </div>
      <Show when={props.conflict.what === "cell"}>{radio("both", say("library.takeBoth"))}</Show>
    </fieldset>
  );
}
