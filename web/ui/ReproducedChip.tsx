import {For, Show, createSignal, type JSX} from "solid-js";
import {say} from "../say.ts";
import {useApp} from "./app.ts";
import {Icon} from "./Icon.tsx";
import type {Verdict} from "./notebook/reproduce.ts";

/** Whether this machine gave the results that the link promises, with every name behind a click. */
export function ReproducedChip(): JSX.Element {
  const app = useApp();
  const [open, setOpen] = createSignal(false);
  const tone = (verdicts: readonly Verdict[]) =>
    verdicts.every(({kind}) => kind === "same") ? "ok" : "warn";
  const title = (verdicts: readonly Verdict[]) => {
    const same = verdicts.filter(({kind}) => kind === "same").length;
    return same === verdicts.length
      ? say("toolbar.sameBits", {n: same})
      : say("toolbar.someDiffer", {n: verdicts.length - same, of: verdicts.length});
  };
  return (
    <Show when={app.verdicts()?.length ? app.verdicts() : undefined}>
      {(verdicts) => (
        <div class="reproduced" data-tone={tone(verdicts())}>
          <button
            type="button"
            class="tool"
            aria-expanded={open()}
            onClick={() => setOpen(!open())}
          >
            <Icon name={tone(verdicts()) === "ok" ? "check" : "warn"} />
            {title(verdicts())}
          </button>
          <Show when={open()}>
            <table class="reproduced-table">
              <caption class="unseen">{say("toolbar.reproduced")}</caption>
              <thead>
                <tr>
                  <th scope="col">{say("panel.variable")}</th>
                  <th scope="col">{say("toolbar.promised")}</th>
                  <th scope="col">{say("toolbar.here")}</th>
                  <th scope="col">{say("toolbar.verdict")}</th>
                </tr>
              </thead>
              <tbody>
                <For each={verdicts()}>
                  {(verdict) => (
                    <tr data-kind={verdict.kind}>
                      <th scope="row">
                        <code>{verdict.name}</code>
                      </th>
                      <td>{verdict.values?.expected.join(", ") ?? verdict.expected}</td>
                      <td>{verdict.values?.found.join(", ") ?? verdict.found}</td>
                      <td>
                        {verdict.kind === "within"
                          ? say("toolbar.within", {error: verdict.error?.toExponential(1) ?? ""})
                          : say(`toolbar.${verdict.kind}`)}
                      </td>
                    </tr>
                  )}
                </For>
              </tbody>
            </table>
          </Show>
        </div>
      )}
    </Show>
  );
}
