import {For, Match, Show, Switch, createEffect, createSignal, onCleanup, type JSX} from "solid-js";
import {say} from "../../say.ts";
import {useApp} from "../app.ts";
import {Icon} from "../Icon.tsx";
import {drawError} from "../inspect/drawError.ts";
import {showTime} from "../showTime.ts";
import {CellProgress} from "./CellProgress.tsx";
import {describeReason, findNamedCells} from "./describeReason.ts";
import {toInspectContext} from "./drawOutput.ts";

/** Progress is shown to those who wait longer than this, in milliseconds. */
const NOTICEABLE = 400;

/** A cell's state where it needs words: why it waits or is out of date, what went wrong, how far it is. */
export function CellNote(props: {id: string}): JSX.Element {
  const app = useApp();
  const report = () => app.signals.report(props.id);
  const status = () => report()?.status;
  const pending = () => app.committed.isPending(props.id);
  const reason = () => {
    const found = report()?.reason;
    return found ? describeReason(found, app.nameCell, origin()) : "";
  };
  /** A name that is missing further up: the cell that reads it. */
  const origin = () => {
    const {reason: found, reads = []} = report() ?? {};
    if (found?.kind !== "missing" || reads.includes(found.name)) return undefined;
    const readsIt = ({id}: {id: string}) => app.signals.report(id)?.reads.includes(found.name);
    return app.document.cells().find(readsIt)?.id;
  };
  const named = () => {
    const found = report()?.reason;
    const there = origin();
    if (!found || status() === "queued") return [];
    return there === undefined ? findNamedCells(found) : [there];
  };
  const [late, setLate] = createSignal(false);
  createEffect(() => {
    if (status() !== "running") return void setLate(false);
    const timer = setTimeout(() => setLate(true), NOTICEABLE);
    onCleanup(() => clearTimeout(timer));
  });
  const runLabel = () => {
    const forecast = report()?.forecast;
    return forecast !== undefined && forecast >= 100
      ? say("cell.runFor", {time: showTime(forecast)})
      : say("cell.run");
  };
  const Run = () => (
    <button class="text-button" type="button" onClick={() => app.run([props.id])}>
      {runLabel()}
    </button>
  );

  return (
    <Switch>
      <Match when={status() === "running" && late()}>
        <div class="cell-note">
          <CellProgress progress={report()?.progress} onCancel={() => app.graph.stop(props.id)} />
        </div>
      </Match>
      <Match when={status() === "error" && report()?.error}>
        {(error) => (
          <div class="cell-error">{drawError(toInspectContext(app), error(), props.id)}</div>
        )}
      </Match>
      <Match when={pending() && app.mode() === "edit"}>
        <div class="cell-note" data-tone="warn">
          <Icon name="edited" />
          <p>{say("cell.pending")}</p>
          <Run />
        </div>
      </Match>
      <Match when={status() === "stale" || status() === "cancelled" || isIdle(status(), reason())}>
        <div class="cell-note" data-tone="warn">
          <Icon name={status() === "cancelled" ? "stopped" : "stale"} />
          <p>{reason()}</p>
          <Run />
        </div>
      </Match>
      <Match when={status() === "blocked"}>
        <div class="cell-note" data-tone="warn">
          <Icon name="blocked" />
          <p>{reason()}</p>
          <For each={named().filter((id) => id !== props.id)}>
            {(id) => (
              <button class="text-button" type="button" onClick={() => app.select(id)}>
                {say("cell.goTo", {cell: app.nameCell(id)})}
              </button>
            )}
          </For>
        </div>
      </Match>
      <Match when={status() === "disabled"}>
        <div class="cell-note">
          <Icon name="disabled" />
          <p>{say("cell.disabledNote")}</p>
          <Show when={app.mode() === "edit"}>
            <button
              class="text-button"
              type="button"
              onClick={() => app.setOption(props.id, "disabled", undefined)}
            >
              {say("cell.enable")}
            </button>
          </Show>
        </div>
      </Match>
    </Switch>
  );
}

function isIdle(status: string | undefined, reason: string): boolean {
  return status === "idle" && reason !== "";
}
