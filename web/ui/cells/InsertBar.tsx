import type {JSX} from "solid-js";
import {say} from "../../say.ts";
import {useApp} from "../app.ts";
import {Icon} from "../Icon.tsx";

/** Between two cells: what could stand here. */
export function InsertBar(props: {after: string | undefined; last?: boolean}): JSX.Element {
  const app = useApp();
  const isLast = () => props.last || app.document.cells().at(-1)?.id === props.after;
  // between other cells than the selected one only the pointer needs them: keys insert too
  const tabIndex = () =>
    props.after === undefined || app.tabStop() === props.after || isLast() ? 0 : -1;
  return (
    <div class="insert" classList={{last: isLast()}}>
      <button
        class="tool"
        type="button"
        tabindex={tabIndex()}
        onClick={() => app.insert(props.after, "code")}
      >
        <Icon name="plus" />
        {say("cell.addCode")}
      </button>
      <button
        class="tool"
        type="button"
        tabindex={tabIndex()}
        onClick={() => app.insert(props.after, "prose")}
      >
        <Icon name="plus" />
        {say("cell.addProse")}
      </button>
    </div>
  );
}
