import {For, Show, createMemo, createSignal, onMount, type JSX} from "solid-js";
import {say} from "../../say.ts";
import {useApp} from "../app.ts";
import {Dialog} from "../Dialog.tsx";
import {showKeys, titleOf, type Command} from "./command.ts";

interface Row {
  title: string;
  keys: string | undefined;
  act: () => void;
}

/** Every command and every heading, found by typing a part of it. */
export function Palette(props: {commands: Command[]}): JSX.Element {
  const app = useApp();
  const [query, setQuery] = createSignal("");
  const [at, setAt] = createSignal(0);
  let input!: HTMLInputElement;
  let list!: HTMLUListElement;
  onMount(() => input.focus());

  const rows = createMemo((): Row[] => {
    const commands = props.commands
      .filter(({id, isEnabled}) => id !== "palette" && isEnabled?.() !== false)
      .map((command) => ({title: titleOf(command), keys: command.keys[0], act: command.act}));
    const headings = app.headings().map(({cell, text}) => ({
      title: say("command.goToHeading", {title: text}),
      keys: undefined,
      act: () => app.select(cell)
    }));
    const words = query().toLowerCase().split(/\s+/).filter(Boolean);
    return [...commands, ...headings]
      .filter(({title}) => words.every((word) => title.toLowerCase().includes(word)))
      .slice(0, 100);
  });
  const choose = (row: Row | undefined) => {
    if (!row) return;
    app.setOverlay(undefined);
    // the dialog gives the focus back first
    queueMicrotask(row.act);
  };
  const steer = (event: KeyboardEvent) => {
    const last = rows().length - 1;
    if (event.key === "ArrowDown") setAt(Math.min(at() + 1, last));
    else if (event.key === "ArrowUp") setAt(Math.max(at() - 1, 0));
    else if (event.key === "Enter") choose(rows()[at()]);
    else return;
    event.preventDefault();
    list.children[at()]?.scrollIntoView({block: "nearest"});
  };

  return (
    <Dialog
      label={say("command.palette")}
      class="palette"
      onClose={() => app.setOverlay(undefined)}
    >
      <input
        ref={input}
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={rows().length > 0 ? `palette-${at()}` : undefined}
        aria-label={say("command.search")}
        placeholder={say("command.search")}
        value={query()}
        onInput={(event) => {
          setQuery(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={steer}
      />
      <ul ref={list} id="palette-list" role="listbox" aria-label={say("command.palette")}>
        <For each={rows()}>
          {(row, i) => (
            <li
              id={`palette-${i()}`}
              role="option"
              aria-selected={i() === at()}
              onClick={() => choose(row)}
            >
              <span>{row.title}</span>
              <Show when={row.keys}>{(keys) => <kbd>{showKeys(keys())}</kbd>}</Show>
            </li>
          )}
        </For>
      </ul>
      <Show when={rows().length === 0}>
        <p class="palette-none">{say("command.none", {query: query()})}</p>
      </Show>
    </Dialog>
  );
}
