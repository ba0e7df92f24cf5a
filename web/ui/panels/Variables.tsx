import {For, Show, createMemo, createSignal, type JSX} from "solid-js";
import {describeValue} from "../../stdlib/describeValue.ts";
import {say} from "../../say.ts";
import {useApp} from "../app.ts";
import {drawOutput} from "../cells/drawOutput.ts";
import {showBytes} from "../showBytes.ts";
import {showTime} from "../showTime.ts";

/** Every named value: what it is, how large, where from, and what it cost. */
export function Variables(): JSX.Element {
  const app = useApp();
  const [open, setOpen] = createSignal<string>();
  const rows = createMemo(() => {
    app.signals.count();
    return app.graph.variables().map((variable) => ({
      ...variable,
      ...describeValue(variable.value),
      elapsed: app.signals.peek(variable.cell)?.elapsed ?? 0
    }));
  });
  const total = () => rows().reduce((sum, {bytes}) => sum + (bytes ?? 0), 0);
  return (
    <Show when={rows().length > 0} fallback={<p class="panel-none">{say("panel.noVariables")}</p>}>
      <table class="panel-table">
        <thead>
          <tr>
            <th scope="col">{say("panel.variable")}</th>
            <th scope="col">{say("panel.type")}</th>
            <th scope="col">{say("panel.size")}</th>
            <th scope="col">{say("panel.cell")}</th>
            <th scope="col">{say("panel.time")}</th>
            <th scope="col">{say("panel.memory")}</th>
          </tr>
        </thead>
        <tbody>
          <For each={rows()}>
            {(row) => (
              <>
                <tr>
                  <th scope="row">
                    <button
                      type="button"
                      class="text-button"
                      aria-expanded={open() === row.name}
                      onClick={() => setOpen(open() === row.name ? undefined : row.name)}
                    >
                      {row.name}
                    </button>
                  </th>
                  <td>{row.type}</td>
                  <td>{row.size}</td>
                  <td>
                    <button type="button" class="text-button" onClick={() => app.select(row.cell)}>
                      {app.nameCell(row.cell)}
                    </button>
                  </td>
                  <td class="number">{row.elapsed > 0 ? showTime(row.elapsed) : ""}</td>
                  <td class="number">{row.bytes ? showBytes(row.bytes) : ""}</td>
                </tr>
                <Show when={open() === row.name}>
                  <tr>
                    <td colSpan={6}>
                      {row.value instanceof Node ? row.type : drawOutput(row.value, app, row.name)}
                    </td>
                  </tr>
                </Show>
              </>
            )}
          </For>
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={5}>
              {say("panel.total")}
            </th>
            <td class="number">{showBytes(total())}</td>
          </tr>
        </tfoot>
      </table>
    </Show>
  );
}
