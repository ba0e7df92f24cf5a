import {createEffect, type JSX} from "solid-js";
import type {CellProgress as Progress} from "../../runtime/types.ts";
import {say} from "../../say.ts";
import {drawProgress} from "../inspect/drawProgress.ts";

/** How far a running cell is, with Cancel. */
export function CellProgress(props: {
  progress: Progress | undefined;
  onCancel: () => void;
}): JSX.Element {
  const unknown: Progress = {
    phase: say("cell.running"),
    done: 0,
    total: 0,
    rate: 0,
    remaining: undefined
  };
  const bar = drawProgress(document, props.progress ?? unknown, () => props.onCancel());
  createEffect(() => bar.update(props.progress ?? unknown));
  return bar.element;
}
