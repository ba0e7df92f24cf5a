import {For, type JSX} from "solid-js";
import {say} from "../../say.ts";
import {useApp} from "../app.ts";
import {Dialog} from "../Dialog.tsx";
import {Icon} from "../Icon.tsx";
import {showKeys, titleOf, type Command, type CommandGroup} from "./command.ts";

const GROUPS: CommandGroup[] = ["run", "cell", "edit", "view", "notebook", "export"];
/** Keys that belong to the editor itself. */
const EDITOR_KEYS = ["Escape", "Mod-Enter", "Shift-Enter", "Alt-Enter", "Mod-Space", "F2", "F12"];

/** Every key that does something, in one place. */
export function KeyMap(props: {commands: Command[]}): JSX.Element {
  const app = useApp();
  const withKeys = (group: CommandGroup) =>
    props.commands.filter((command) => command.group === group && command.keys.length > 0);
  return (
    <Dialog label={say("command.keys")} class="keymap" onClose={() => app.setOverlay(undefined)}>
      <header>
        <h2>{say("command.keys")}</h2>
        <button
          type="button"
          class="tool"
          aria-label={say("toolbar.close")}
          onClick={() => app.setOverlay(undefined)}
        >
          <Icon name="close" />
        </button>
      </header>
      <div class="keymap-groups">
        <For each={GROUPS.filter((group) => withKeys(group).length > 0)}>
          {(group) => (
            <section>
              <h3>{say(`command.group_${group}`)}</h3>
              <dl>
                <For each={withKeys(group)}>
                  {(command) => <Row keys={command.keys} title={titleOf(command)} />}
                </For>
              </dl>
            </section>
          )}
        </For>
        <section>
          <h3>{say("command.group_editor")}</h3>
          <dl>
            <For each={EDITOR_KEYS}>
              {(keys) => (
                <Row
                  keys={[keys]}
                  title={say(`command.editor_${keys.replace("-", "_")}` as never)}
                />
              )}
            </For>
          </dl>
        </section>
      </div>
    </Dialog>
  );
}

function Row(props: {keys: string[]; title: string}): JSX.Element {
  return (
    <div>
      <dt>
        <For each={props.keys}>{(keys) => <kbd>{showKeys(keys)}</kbd>}</For>
      </dt>
      <dd>{props.title}</dd>
    </div>
  );
}
