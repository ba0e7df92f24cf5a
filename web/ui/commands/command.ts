// A command is data: menus, the palette and the keyboard map all read the same list.
import {say, type Saying} from "../../say.ts";

export type CommandGroup = "run" | "cell" | "edit" | "view" | "notebook" | "export";

export interface Command {
  /** its title is `command.<id>` in strings.json. */
  id: string;
  group: CommandGroup;
  /** chords such as "Mod-Enter", or two keys after each other, "d d"; Mod is ⌘ on Apple's machines. */
  keys: string[];
  /** outside: only while no editor or control has the focus. */
  where: "anywhere" | "outside";
  isEnabled?: () => boolean;
  act: () => void;
}

export function titleOf(command: Pick<Command, "id">): string {
  return say(`command.${command.id}` as Saying);
}

const APPLE = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? "");
const SIGNS: Record<string, string> = APPLE
  ? {Mod: "⌘", Shift: "⇧", Alt: "⌥", Enter: "↩", Escape: "esc"}
  : {Mod: "Ctrl", Escape: "Esc"};

/** A chord as the reader's keyboard names it. */
export function showKeys(chord: string): string {
  return chord
    .split(" ")
    .map((keys) =>
      keys
        .split("-")
        .map(
          (key) => SIGNS[key] ?? (key.length === 1 ? key.toUpperCase() : key.replace("Arrow", ""))
        )
        .join(APPLE ? "" : "+")
    )
    .join(" ");
}

/** The chord of a key event, in the words of `Command.keys`. */
export function toChord(event: KeyboardEvent): string {
  const {key} = event;
  // with ⌥ an Apple keyboard types other signs: there the key's place counts
  const [, place] = (event.altKey && /^(?:Key|Digit)(.)$/.exec(event.code)) || [];
  const name =
    place?.toLowerCase() ?? (key === " " ? "Space" : key.length === 1 ? key.toLowerCase() : key);
  const parts = [
    (APPLE ? event.metaKey : event.ctrlKey) ? "Mod" : "",
    event.altKey ? "Alt" : "",
    // a sign such as ? is itself whatever it takes to type it
    event.shiftKey && (key.length > 1 || /[a-z]/i.test(key)) ? "Shift" : "",
    name
  ];
  return parts.filter(Boolean).join("-");
}
