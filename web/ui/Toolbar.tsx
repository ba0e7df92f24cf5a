import {For, Show, createMemo, type JSX} from "solid-js";
import {MODES} from "../protocol.ts";
import {say} from "../say.ts";
import {useApp} from "./app.ts";
import {showKeys, titleOf, type Command, type CommandGroup} from "./commands/command.ts";
import {Icon, type IconName} from "./Icon.tsx";
import {Menu} from "./Menu.tsx";
import {ReproducedChip} from "./ReproducedChip.tsx";

/** The notebook's own bar: run, stop, how it stands, and how it is shown. */
export function Toolbar(props: {commands: Command[]}): JSX.Element {
  const app = useApp();
  const find = (id: string) => props.commands.find((command) => command.id === id)!;
  const counts = createMemo(() => {
    app.signals.count();
    const found = {stale: 0, error: 0, busy: 0, ok: 0, all: 0};
    for (const cell of app.document.cells()) {
      if (cell.kind !== "code") continue;
      found.all++;
      const status = app.signals.peek(cell.id)?.status;
      if (status === "ok") found.ok++;
      else if (status === "error") found.error++;
      else if (status === "running" || status === "queued") found.busy++;
      else if (status === "stale" || status === "idle" || status === "cancelled") found.stale++;
    }
    return found;
  });
  const summary = () => {
    const {all, ok, error, busy, stale} = counts();
    if (busy > 0) return say("toolbar.running", {n: busy});
    if (error > 0) return say("toolbar.failed", {n: error});
    if (stale > 0) return say("toolbar.stale", {n: stale});
    return all === 0 ? "" : say("toolbar.ok", {n: ok});
  };
  const menuOf = (...groups: CommandGroup[]) =>
    props.commands
      .filter(({group}) => groups.includes(group))
      .map((command) => ({
        label: titleOf(command),
        keys: command.keys[0],
        disabled: command.isEnabled?.() === false,
        act: command.act
      }));

  return (
    <div class="toolbar" role="toolbar" aria-label={say("toolbar.name")}>
      <Button command={find("runStale")} icon="run" label={say("toolbar.runStale")} />
      <Button command={find("stopAll")} icon="stop" disabled={counts().busy === 0} />
      <p class="toolbar-summary" data-tone={counts().error > 0 ? "error" : undefined}>
        {summary()}
      </p>
      <ReproducedChip />
      <span class="toolbar-space" />
      <fieldset class="segments">
        <legend class="unseen">{say("toolbar.mode")}</legend>
        <For each={MODES}>
          {(mode) => (
            <label>
              <input
                type="radio"
                name="mode"
                value={mode}
                checked={app.mode() === mode}
                onChange={() => app.setMode(mode)}
              />
              <span>{say(`toolbar.mode_${mode}`)}</span>
            </label>
          )}
        </For>
      </fieldset>
      <Button
        command={find("panel_contents")}
        icon="contents"
        pressed={app.panel() === "contents"}
      />
      <Button command={find("panel_find")} icon="search" pressed={app.panel() === "find"} />
      <Menu label={say("toolbar.panels")} icon="panel" items={() => menuOf("view")} />
      <Menu
        label={say("toolbar.more")}
        icon="more"
        items={() => menuOf("run", "edit", "notebook", "export")}
      />
    </div>
  );
}

function Button(props: {
  command: Command;
  icon: IconName;
  label?: string;
  disabled?: boolean;
  pressed?: boolean;
}): JSX.Element {
  const title = () => {
    const [keys] = props.command.keys;
    return keys ? `${titleOf(props.command)} (${showKeys(keys)})` : titleOf(props.command);
  };
  return (
    <button
      type="button"
      class="tool"
      title={title()}
      aria-label={props.label ? undefined : titleOf(props.command)}
      aria-pressed={props.pressed}
      disabled={props.disabled}
      onClick={() => props.command.act()}
    >
      <Icon name={props.icon} />
      <Show when={props.label}>
        <span class="tool-label">{props.label}</span>
      </Show>
    </button>
  );
}
