import {For, Show, createMemo, type JSX} from "solid-js";
import {say} from "../../say.ts";
import {useApp} from "../app.ts";
import {showTime} from "../showTime.ts";

/** What each cell cost in its last run, the dearest first. */
export function Costs(): JSX.Element {
  const app = useApp();
  const rows = createMemo(() => {
    app.signals.count();
    return app.document
      .cells()
      .map(({id}) => ({id, report: app.signals.peek(id)}))
      .filter(({report}) => report !== undefined && report.runs > 0)
      .map(({id, report}) => ({
        id,
        elapsed: report!.elapsed,
        runs: report!.runs,
        defines: report!.defines
      }))
      .sort((a, b) => b.elapsed - a.elapsed);
  });
  const total = () => rows().reduce((sum, {elapsed}) => sum + elapsed, 0);
  const most = () => Math.max(rows()[0]?.elapsed ?? 0, Number.MIN_VALUE);
  return (
    <Show when={rows().length > 0} fallback={<p class="panel-none">{say("panel.noRuns")}</p>}>
      <p class="panel-note">{say("panel.totalCost", {time: showTime(total())})}</p>
      <ol class="costs">
        <For each={rows()}>
          {(row) => (
            <li>
              <button type="button" class="text-button" onClick={() => app.select(row.id)}>
                {app.nameCell(row.id)}
              </button>
              <code>{row.defines.join(", ")}</code>
              <span class="number">{showTime(row.elapsed)}</span>
              <span class="number runs">{say("panel.runs", {n: row.runs})}</span>
              <span class="cost-bar" style={{width: `${(100 * row.elapsed) / most()}%`}} />
            </li>
          )}
        </For>
      </ol>
    </Show>
  );
}
