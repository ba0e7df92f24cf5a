import {For, createMemo, type JSX} from "solid-js";
import {useApp} from "../app.ts";
import {drawOutput} from "./drawOutput.ts";
import {drawSaved} from "./drawSaved.ts";

/** What a cell shows; while it runs again the last good output stays, dimmed. */
export function CellOutputs(props: {id: string}): JSX.Element {
  const app = useApp();
  const outputs = () => app.signals.outputs(props.id);
  const isOld = createMemo(() => {
    const status = app.signals.report(props.id)?.status;
    return status === "stale" || status === "running" || status === "error" || status === "blocked";
  });
  /** until the cell has run here: what it showed where it was saved. */
  const saved = createMemo(() =>
    app.host.open.snapshot !== undefined &&
    (app.signals.report(props.id)?.runs ?? 0) === 0 &&
    outputs().length === 0
      ? app.savedOutputs(props.id)
      : []
  );
  /** what was shown keeps its place until the cell has something to show. */
  const reserved = () => {
    const cell = app.document.cell(props.id);
    const report = app.signals.report(props.id);
    const isComing = report === undefined || report.runs === 0 || report.status === "running";
    if (cell?.kind !== "code" || outputs().length > 0 || !isComing) return undefined;
    return cell.options.height === undefined ? undefined : `${cell.options.height}px`;
  };
  return (
    <div
      class="cell-outputs"
      style={{"min-height": reserved()}}
      data-old={(isOld() && outputs().length > 0) || saved().length > 0}
    >
      <For each={saved()}>{(bundle) => <div class="cell-output">{drawSaved(bundle)}</div>}</For>
      <For each={outputs()}>
        {(output) => <div class="cell-output">{drawOutput(output.value, app)}</div>}
      </For>
    </div>
  );
}
