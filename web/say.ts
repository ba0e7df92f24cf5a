// Every sentence that the reader sees of the page itself stands in strings.json.
import strings from "./strings.json" with {type: "json"};

type Strings = typeof strings;
/** `room.key` for every text. */
export type Saying = {
  [R in keyof Strings]: `${R}.${Extract<keyof Strings[R], string>}`;
}[keyof Strings];

/** The text by its key, with `{name}` replaced by the value of that name. */
export function say(key: Saying, values: Record<string, string | number> = {}): string {
  const [room, name] = (key as string).split(".") as [keyof Strings, string];
  const text = (strings[room] as Record<string, string>)[name];
  return text.replace(/\{(\w+)\}/g, (_, key: string) => String(values[key] ?? ""));
}
