import {For, Show, type JSX} from "solid-js";
import {say} from "../../say.ts";
import {useApp} from "../app.ts";
import {showTime} from "../showTime.ts";

/** What ran, newest first. */
export function RunLog(): JSX.Element {
  const app = useApp();
  const time = (at: number) =>
    new Date(performance.timeOrigin + at).toLocaleTimeString(undefined, {hour12: false});
  return (
    <Show when={app.log().length > 0} fallback={<p class="panel-none">{say("panel.noLog")}</p>}>
      <ol class="run-log">
        <For each={app.log()}>
          {(entry) => (
            <li data-event={entry.event}>
              <time>{time(entry.at)}</time>
              <button
                type="button"
                class="text-button"
                onClick={() => app.select(entry.cell.split("/")[0])}
              >
                {app.nameCell(entry.cell)}
              </button>
              <span>{say(`panel.log_${entry.event}`)}</span>
              <Show when={entry.elapsed > 0}>
                <span class="number">{showTime(entry.elapsed)}</span>
              </Show>
              <Show when={entry.message}>
                <p>{entry.message}</p>
              </Show>
            </li>
          )}
        </For>
      </ol>
    </Show>
  );
}
