import {For, Show, createMemo, type JSX} from "solid-js";
import {say} from "../../say.ts";
import {useApp} from "../app.ts";
import {Icon} from "../Icon.tsx";
import {findMarks} from "../notebook/findMarks.ts";

/** What in a cell's code is worth knowing before its results are trusted, each kind once. */
export function CellMarks(props: {id: string}): JSX.Element {
  const app = useApp();
  const marks = createMemo(() => {
    const found = findMarks(props.id, app.signals, app.document);
    return found.filter((mark, i) => found.findIndex(({what}) => what === mark.what) === i);
  });
  return (
    <Show when={marks().length > 0 && app.isOpen(props.id)}>
      <ul class="cell-marks">
        <For each={marks()}>
          {({kind, what, line, column}) => (
            <li>
              <Icon name="warn" size={14} />
              <span>{say(`cell.mark_${kind}`, {what})}</span>
              <button
                type="button"
                class="text-button"
                onClick={() => app.goTo(props.id, line, column)}
              >
                {say("inspect.line", {line})}
              </button>
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}
