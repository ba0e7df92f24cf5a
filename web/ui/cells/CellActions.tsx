import {Show, type JSX} from "solid-js";
import {say} from "../../say.ts";
import {useApp} from "../app.ts";
import {Icon} from "../Icon.tsx";
import {Menu, type MenuItem} from "../Menu.tsx";
import {showTime} from "../showTime.ts";
import {CELL_TYPE} from "./cellType.ts";

const LANGUAGES = ["ts", "js", "as", "wgsl"] as const;
const MODES = ["auto", "always", "manual", "once"] as const;

/** A cell's buttons, at its shoulder while it is pointed at or selected. */
export function CellActions(props: {id: string}): JSX.Element {
  const app = useApp();
  const cell = () => app.document.cell(props.id);
  const code = () => {
    const found = cell();
    return found?.kind === "code" ? found : undefined;
  };
  const report = () => app.signals.report(props.id);
  const isRunning = () => report()?.status === "running" || report()?.status === "queued";

  const items = (): MenuItem[] => [
    {label: say("cell.edit"), keys: "Enter", act: () => app.edit(props.id)},
    {label: say("cell.duplicate"), act: () => app.duplicate(props.id)},
    {label: say("cell.moveUp"), keys: "Alt-ArrowUp", act: () => app.shift(props.id, -1)},
    {label: say("cell.moveDown"), keys: "Alt-ArrowDown", act: () => app.shift(props.id, 1)},
    ...(code()
      ? [
          {
            label: say("cell.foldCode"),
            checked: !app.isOpen(props.id),
            act: () => app.setOpen(props.id, !app.isOpen(props.id))
          },
          {
            label: say("cell.hideFromReaders"),
            checked: !code()!.options.echo,
            act: () => app.setOption(props.id, "echo", code()!.options.echo ? "false" : undefined)
          },
          ...MODES.map((mode) => ({
            label: say(`cell.run_${mode}`),
            checked: code()!.options.run === mode,
            group: say("cell.runs"),
            act: () => app.setOption(props.id, "run", mode === "auto" ? undefined : mode)
          })),
          {
            label: say("cell.disable"),
            checked: code()!.options.disabled,
            act: () =>
              app.setOption(props.id, "disabled", code()!.options.disabled ? undefined : true)
          },
          ...LANGUAGES.map((language) => ({
            label: say(`cell.${language}`),
            checked: code()!.language === language,
            group: say("cell.language"),
            act: () => app.setLanguage(props.id, language)
          }))
        ]
      : []),
    {label: say("cell.delete"), keys: "d d", act: () => app.remove(props.id)}
  ];

  return (
    <div class="cell-actions">
      <Show when={code()}>
        <Show when={report()?.status === "ok" && report()!.elapsed >= 1}>
          <time>{showTime(report()!.elapsed)}</time>
        </Show>
        <Show
          when={isRunning()}
          fallback={
            <button
              class="tool"
              type="button"
              title={say("cell.run")}
              aria-label={say("cell.runNamed", {cell: app.nameCell(props.id)})}
              onClick={() => app.run([props.id])}
            >
              <Icon name="run" />
            </button>
          }
        >
          <button
            class="tool"
            type="button"
            title={say("cell.stop")}
            aria-label={say("cell.stopNamed", {cell: app.nameCell(props.id)})}
            onClick={() => app.graph.stop(props.id)}
          >
            <Icon name="stop" />
          </button>
        </Show>
      </Show>
      <span
        class="tool grip"
        draggable="true"
        aria-hidden="true"
        title={say("cell.drag")}
        onDragStart={(event) => {
          event.dataTransfer?.setData(CELL_TYPE, props.id);
          const section = event.currentTarget.closest("section");
          if (section) event.dataTransfer?.setDragImage(section, 0, 0);
        }}
      >
        <Icon name="grip" />
      </span>
      <Menu label={say("cell.more", {cell: app.nameCell(props.id)})} items={items} icon="more" />
    </div>
  );
}
