import {For, Show, createMemo, createSignal, onMount, type JSX} from "solid-js";
import {say} from "../../say.ts";
import {useApp} from "../app.ts";
import {findMatches, replaceMatches, toPattern} from "./findMatches.ts";

/** Finds in the source of every cell, code and text; replacing is one step that can be undone. */
export function FindReplace(): JSX.Element {
  const app = useApp();
  const [query, setQuery] = createSignal("");
  const [replacement, setReplacement] = createSignal("");
  const [matchCase, setMatchCase] = createSignal(false);
  const [isRegex, setRegex] = createSignal(false);
  let input!: HTMLInputElement;
  onMount(() => input.focus());

  const pattern = createMemo(() =>
    toPattern(query(), {matchCase: matchCase(), isRegex: isRegex()})
  );
  const found = createMemo(() => {
    const made = pattern();
    return made instanceof RegExp ? findMatches(app.document.cells(), made) : [];
  });
  const problem = () => {
    const made = pattern();
    return typeof made === "string" ? made : undefined;
  };
  const cells = () => new Set(found().map(({cell}) => cell)).size;
  const replaceAll = () => {
    const made = pattern();
    if (!(made instanceof RegExp)) return;
    const n = found().length;
    app.replaceAll(replaceMatches(app.document.cells(), made, replacement(), isRegex()));
    app.toasts.show(say("panel.replaced", {n}), {
      label: say("cell.undo"),
      act: () => app.document.undo()
    });
  };

  return (
    <search class="find">
      <label>
        {say("panel.findWhat")}
        <input
          ref={input}
          type="text"
          value={query()}
          spellcheck={false}
          aria-invalid={problem() !== undefined}
          onInput={(event) => setQuery(event.currentTarget.value)}
        />
      </label>
      <Show when={app.mode() === "edit"}>
        <label>
          {say("panel.replaceWith")}
          <input
            type="text"
            value={replacement()}
            spellcheck={false}
            onInput={(event) => setReplacement(event.currentTarget.value)}
          />
        </label>
      </Show>
      <div class="find-options">
        <label>
          <input
            type="checkbox"
            checked={matchCase()}
            onChange={(event) => setMatchCase(event.currentTarget.checked)}
          />
          {say("panel.matchCase")}
        </label>
        <label>
          <input
            type="checkbox"
            checked={isRegex()}
            onChange={(event) => setRegex(event.currentTarget.checked)}
          />
          {say("panel.regex")}
        </label>
        <Show when={app.mode() === "edit"}>
          <button
            type="button"
            class="button small"
            disabled={found().length === 0}
            onClick={replaceAll}
          >
            {say("panel.replaceAll")}
          </button>
        </Show>
      </div>
      <p class="panel-note" role="status">
        {problem() ??
          (query() === "" ? "" : say("panel.found", {n: found().length, cells: cells()}))}
      </p>
      <ol class="found">
        <For each={found().slice(0, 200)}>
          {(match) => (
            <li>
              <button type="button" onClick={() => app.goTo(match.cell, match.line, match.column)}>
                <span>{app.nameCell(match.cell)}</span>
                <code>
                  {match.before}
                  <mark>{match.text}</mark>
                  {match.after}
                </code>
              </button>
            </li>
          )}
        </For>
      </ol>
    </search>
  );
}
