// The info string of a fence after its language: options as Observable Framework writes them, with
// or without braces. Whatever is not known here stays as it is written.
import type {CellOptions, CodeLanguage, RunMode} from "./types.ts";

/** One option as written, and what it says. */
export interface OptionToken {
  /** `#` for an id. */
  key: string;
  /** undefined for an option that stands alone. */
  value: string | undefined;
  start: number;
  end: number;
}

export type OptionValue = string | number | boolean | undefined;

const LANGUAGES: Readonly<Record<string, CodeLanguage>> = {
  ts: "ts",
  typescript: "ts",
  js: "js",
  javascript: "js",
  as: "as",
  wgsl: "wgsl"
};
const RUN_MODES: readonly RunMode[] = ["auto", "always", "manual", "once"];
const OPTION = /(?<![^\s{},])#?[^\s{},="'#]+(?:=(?:"[^"]*"|'[^']*'|[^\s{},"']*))?/g;
/** What the text can name a cell; ids made up while it is open are numbers. */
const ID = /^[A-Za-z][\w-]{0,63}$/;

export function isCellId(text: string): boolean {
  return ID.test(text);
}

/** The language of a live fence, or null if the fence is prose. */
export function findLiveLanguage(info: string): {language: CodeLanguage; rest: string} | null {
  const word = /^[a-z]+/.exec(info)?.[0] ?? "";
  if (!Object.hasOwn(LANGUAGES, word)) return null;
  const rest = info.slice(word.length);
  if (rest !== "" && !/^[\s{]/.test(rest)) return null;
  const isPlain = readTokens(rest).some(
    ({key, value}) => (key === "live" || key === "run") && value === "false"
  );
  return isPlain ? null : {language: LANGUAGES[word], rest};
}

export function readTokens(info: string): OptionToken[] {
  return [...info.matchAll(OPTION)].map((match) => {
    const [text] = match;
    const place = {start: match.index, end: match.index + text.length};
    if (text.startsWith("#")) return {key: "#", value: text.slice(1), ...place};
    const at = text.indexOf("=");
    if (at < 0) return {key: text, value: undefined, ...place};
    return {
      key: text.slice(0, at),
      value: text.slice(at + 1).replace(/^(["'])(.*)\1$/, "$2"),
      ...place
    };
  });
}

/** The id that an info string or a marker gives. */
export function findId(info: string): string | undefined {
  const id = readTokens(info).find(({key}) => key === "#")?.value;
  return id !== undefined && isCellId(id) ? id : undefined;
}

/** Pixels that a cell may keep free. */
const TALLEST = 2000;

export function toOptions(info: string): CellOptions {
  const options: CellOptions = {
    run: "auto",
    disabled: false,
    echo: true,
    fold: false,
    limit: undefined,
    height: undefined,
    name: undefined
  };
  for (const {key, value} of readTokens(info)) {
    if (key === "run" && isRunMode(value)) options.run = value;
    else if (isRunMode(key) && value === undefined) options.run = key;
    else if (key === "disabled") options.disabled = value !== "false";
    else if (key === "echo") options.echo = value !== "false";
    else if (key === "fold") options.fold = value !== "false";
    else if (key === "limit" && Number(value) > 0) options.limit = Number(value);
    else if (key === "height" && Number(value) > 0)
      options.height = Math.min(Number(value), TALLEST);
    else if (key === "name" && value) options.name = value;
  }
  return options;
}

function isRunMode(text: string | undefined): text is RunMode {
  return RUN_MODES.includes(text as RunMode);
}

/** The info string with one option written, changed or (undefined) taken out; all else stays. */
export function writeOption(info: string, key: string, value: OptionValue): string {
  const isSame = (token: OptionToken) =>
    token.key === key || (key === "run" && isRunMode(token.key) && token.value === undefined);
  const found = readTokens(info).filter(isSame);
  let result = info;
  for (const token of found.slice(value === undefined ? 0 : 1).reverse()) {
    result = cut(result, token);
  }
  if (value === undefined) return result.replace(/\s*\{\s*\}/, "");
  const text = printOption(key, value);
  const [first] = found;
  if (first) return result.slice(0, first.start) + text + result.slice(first.end);
  const brace = result.lastIndexOf("}");
  if (brace < 0)
    return key === "#" ? `${result.trimEnd()} {${text}}` : `${result.trimEnd()} ${text}`;
  const before = result.slice(0, brace).trimEnd();
  return `${before}${before.endsWith("{") ? "" : " "}${text}${result.slice(brace)}`;
}

function cut(info: string, {start, end}: OptionToken): string {
  const before = info.slice(0, start);
  const after = info.slice(end);
  return before.endsWith("{")
    ? before + after.replace(/^[\s,]+/, "")
    : before.replace(/[\s,]+$/, "") + after;
}

function printOption(key: string, value: string | number | boolean): string {
  if (!/^(#|[^\s{},="'#`~]+)$/.test(key)) {
    throw new RangeError(`notebook.setOption: invalid key, got ${JSON.stringify(key)}`);
  }
  if (value === true) return key;
  const text = String(value);
  if (key === "#") {
    if (isCellId(text)) return `#${text}`;
    throw new RangeError(
      `notebook.setOption: an id is a letter and then letters, digits, - or _, got ${JSON.stringify(text)}`
    );
  }
  if (/["`\r\n]/.test(text)) {
    throw new RangeError(
      `notebook.setOption: a value has no quotes and no line breaks, got ${JSON.stringify(text)}`
    );
  }
  return /^[^\s{},"'=]+$/.test(text) ? `${key}=${text}` : `${key}="${text}"`;
}
