// The grammar of addresses: what stands behind `#/`. Reading and writing; the text itself is packed by
// linkText.ts, and fetched by the page.
import type {Expected} from "../protocol.ts";
import {say} from "../say.ts";
import {printControls, readControls, readExpected, toExpected} from "./linkValues.ts";

export interface GitFile {
  host: "github" | "gitlab";
  /** on GitLab perhaps with groups: `group/subgroup/name`. */
  repository: string;
  /** a commit, branch or tag; undefined: the default branch. */
  ref: string | undefined;
  path: string;
}

export interface Gist {
  id: string;
  /** a commit of it; undefined: the newest. */
  revision: string | undefined;
}

export type Opener =
  | {kind: "library"}
  /** the text itself, for `unpackText`. */
  | {kind: "text"; payload: string}
  | {kind: "shipped"; name: string}
  | {kind: "own"; id: string}
  | ({kind: "git"} & GitFile)
  | ({kind: "gist"} & Gist)
  | {kind: "url"; url: string; sha256: string | undefined};

export interface Route {
  opener: Opener;
  /** opens without running. */
  safe: boolean;
  /** inside another site's page. */
  embed: boolean;
  controls: Record<string, unknown>;
  expected: Expected[];
  /** the engine that the author's results were computed with. */
  engine: string | undefined;
}

type Values = Partial<Pick<Route, "controls" | "expected" | "engine">>;

/** What browsers take as an address. */
const LONGEST = 2_000_000;
const VALUE = /^(v|x|e|sha256)=(.*)$/s;

/** Reads an address from its `#` on; a RangeError says in a sentence what is wrong. */
export function parseHash(hash: string): Route {
  if (hash.length > LONGEST) throw new RangeError(say("document.linkTooLong"));
  let rest = hash.replace(/^#?\/?/, "");
  const flags = {safe: false, embed: false};
  for (let flag; (flag = /^(safe|embed)(?:\/|$)/.exec(rest)); rest = rest.slice(flag[0].length)) {
    flags[flag[1] as "safe" | "embed"] = true;
  }
  const values = new Map<string, string>();
  const parts = rest.split("&");
  for (let value; parts.length > 1 && (value = VALUE.exec(parts[parts.length - 1])); parts.pop()) {
    values.set(value[1], value[2]);
  }
  const engine = values.get("e");
  return {
    opener: toOpener(parts.join("&"), values.get("sha256")),
    ...flags,
    controls: readControls(values.get("v") ?? ""),
    expected: readExpected(values.get("x") ?? ""),
    engine: engine !== undefined && /^[\w.+-]{1,40}$/.test(engine) ? engine : undefined
  };
}

function toOpener(rest: string, sha256: string | undefined): Opener {
  const at = rest.indexOf("/");
  const kind = at < 0 ? rest : rest.slice(0, at);
  const what = at < 0 ? "" : rest.slice(at + 1);
  switch (kind) {
    case "":
    case "library":
      return {kind: "library"};
    case "n":
      if (what === "") throw new RangeError(say("document.linkDamaged"));
      return {kind: "text", payload: what};
    case "open":
      return {kind: "shipped", name: checkName(what)};
    case "my":
      return {kind: "own", id: checkName(what)};
    case "gh":
      return toGitFile("github", what);
    case "gl":
    case "gitlab":
      return toGitFile("gitlab", what);
    case "gist":
      return toGist(what);
    case "url":
      return toUrl(what, sha256);
    default:
      throw new RangeError(say("document.unknownOpener", {kind: kind.slice(0, 40)}));
  }
}

function checkName(what: string): string {
  const name = decode(what);
  if (/^[\w-][\w.-]{0,199}$/.test(name)) return name;
  throw new RangeError(say("document.noSuchName", {name: name.slice(0, 40)}));
}

/** `owner/repo@ref/path` or `owner/repo/path`; on GitLab `@ref` or `-` ends the project's name. */
function toGitFile(host: GitFile["host"], what: string): Opener {
  const parts = what.split("/").map(decode);
  const marked = parts.findIndex((part, i) => i > 0 && (part.includes("@") || part === "-"));
  const nameEnd = marked < 1 ? 1 : parts[marked] === "-" ? marked - 1 : marked;
  const [last, ref] = splitOnce(parts[nameEnd] ?? "", "@");
  const names = [...parts.slice(0, nameEnd), last];
  const path = parts.slice(parts[nameEnd + 1] === "-" ? nameEnd + 2 : nameEnd + 1);
  const most = host === "github" ? 2 : 10;
  const isGood =
    names.length >= 2 &&
    names.length <= most &&
    names.every((name) => /^[\w-][\w.-]{0,99}$/.test(name)) &&
    (ref === undefined || isRef(ref)) &&
    path.length > 0 &&
    path.every(isFolder);
  if (!isGood) throw new RangeError(say("document.notGit", {host}));
  return {kind: "git", host, repository: names.join("/"), ref, path: path.join("/")};
}

function isRef(ref: string): boolean {
  return /^[\w][\w./+-]{0,199}$/.test(ref) && !ref.includes("..") && !ref.includes("//");
}

function isFolder(name: string): boolean {
  return (
    name !== "" &&
    name !== "." &&
    name !== ".." &&
    !/[/\\\u0000-\u001f\u007f]/.test(name) &&
    name.length < 256
  );
}

function toGist(what: string): Opener {
  const [, id, revision] = /^([0-9a-f]{5,64})(?:@([0-9a-f]{7,64}))?$/i.exec(what) ?? [];
  if (id === undefined) throw new RangeError(say("document.notGist"));
  return {kind: "gist", id: id.toLowerCase(), revision: revision?.toLowerCase()};
}

function toUrl(what: string, sha256: string | undefined): Opener {
  const address = /^https?:\/\//i.test(what) ? what : decode(what);
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== "https:" || url.username !== "" || url.password !== "") {
    throw new RangeError(say("document.notHttps"));
  }
  if (sha256 !== undefined && !/^[0-9a-f]{64}$/i.test(sha256)) {
    throw new RangeError(say("document.notSha256"));
  }
  return {kind: "url", url: url.href, sha256: sha256?.toLowerCase()};
}

/** The address of a route, from its `#` on. */
export function printHash(
  opener: Opener,
  flags: {safe?: boolean; embed?: boolean} & Values = {}
): string {
  const prefix = (flags.safe ? "safe/" : "") + (flags.embed ? "embed/" : "");
  return `#/${prefix}${printOpener(opener)}${printValues(flags)}`;
}

function printOpener(opener: Opener): string {
  switch (opener.kind) {
    case "library":
      return "";
    case "text":
      return `n/${opener.payload}`;
    case "shipped":
      return `open/${opener.name}`;
    case "own":
      return `my/${opener.id}`;
    case "git": {
      const {host, repository, ref, path} = opener;
      const at =
        ref === undefined ? (host === "gitlab" ? "/-" : "") : `@${encodeURIComponent(ref)}`;
      const file = path.split("/").map(encodeURIComponent).join("/");
      return `${host === "github" ? "gh" : "gl"}/${repository}${at}/${file}`;
    }
    case "gist":
      return `gist/${opener.id}${opener.revision === undefined ? "" : `@${opener.revision}`}`;
    case "url": {
      // an & in it could be taken for one of ours
      const url = opener.url.includes("&") ? encodeURIComponent(opener.url) : opener.url;
      return `url/${url}${opener.sha256 === undefined ? "" : `&sha256=${opener.sha256}`}`;
    }
  }
}

function printValues({controls, expected, engine}: Values): string {
  const v = printControls(controls ?? {});
  const x = toExpected(expected ?? []);
  return (v && `&v=${v}`) + (x && `&x=${x}`) + (engine ? `&e=${encodeURIComponent(engine)}` : "");
}

/** How far a link of this length gets: 1,900 characters fit every message, 8,000 most servers and mails. */
export function linkAdvice(length: number): "green" | "yellow" | "red" {
  if (length < 1900) return "green";
  return length < 8000 ? "yellow" : "red";
}

function splitOnce(text: string, sign: string): [string, string | undefined] {
  const at = text.indexOf(sign);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new RangeError(say("document.linkDamaged"));
  }
}
