// Where Git hosts keep a file's bytes, and where they say which commit a branch stands for. Their
// limits: GitHub's API answers 60 times an hour to one address, its raw files are not counted.
import type {Gist, GitFile} from "./link.ts";

/** Something to fetch, and how to read the answer. */
export interface Lookup {
  url: string;
  headers: Record<string, string>;
  /** the commit named in the answer's text, or undefined. */
  readCommit(body: string): string | undefined;
}

export function isCommit(ref: string | undefined): ref is string {
  return ref !== undefined && /^[0-9a-f]{40}([0-9a-f]{24})?$/i.test(ref);
}

/** The address of a file's bytes, readable from any site. */
export function rawUrl({host, repository, ref = "HEAD", path}: GitFile): string {
  if (host === "github") {
    const file = [...ref.split("/"), ...path.split("/")].map(encodeURIComponent).join("/");
    return `https://raw.githubusercontent.com/${repository}/${file}`;
  }
  const file = encodeURIComponent(path);
  return `${gitlabProject(repository)}/repository/files/${file}/raw?ref=${encodeURIComponent(ref)}`;
}

/** Where to ask for the commit that a branch, a tag or the default branch stands for. */
export function commitLookup({host, repository, ref = "HEAD"}: GitFile): Lookup {
  if (host === "github") {
    return {
      url: `https://api.github.com/repos/${repository}/commits/${encodeURIComponent(ref)}`,
      headers: {Accept: "application/vnd.github.sha"},
      readCommit: (body) => toCommit(body.trim())
    };
  }
  return {
    url: `${gitlabProject(repository)}/repository/commits/${encodeURIComponent(ref)}`,
    headers: {},
    readCommit: (body) => toCommit(readField(parse(body), "id"))
  };
}

function gitlabProject(repository: string): string {
  return `https://gitlab.com/api/v4/projects/${encodeURIComponent(repository)}`;
}

/** A gist's files and newest revision come in one answer, for `readGist`. */
export function gistUrl({id, revision}: Gist): string {
  return `https://api.github.com/gists/${id}${revision === undefined ? "" : `/${revision}`}`;
}

/** The notebook in a gist: its first Markdown file; one cut off by the host comes as an address. */
export function readGist(body: string):
  | {
      name: string;
      text: string | undefined;
      rawUrl: string | undefined;
      revision: string | undefined;
    }
  | undefined {
  const gist = parse(body);
  const files = readField(gist, "files");
  if (typeof files !== "object" || files === null) return undefined;
  const [name, file] =
    Object.entries(files as Record<string, unknown>).find(([name]) =>
      /\.(md|markdown)$/i.test(name)
    ) ?? [];
  if (name === undefined) return undefined;
  const history = readField(gist, "history");
  const content = readField(file, "content");
  const raw = readField(file, "raw_url");
  const isWhole = readField(file, "truncated") !== true && typeof content === "string";
  const isRaw = typeof raw === "string" && raw.startsWith("https://gist.githubusercontent.com/");
  return {
    name,
    text: isWhole ? content : undefined,
    rawUrl: isRaw ? raw : undefined,
    revision: Array.isArray(history) ? toCommit(readField(history[0], "version")) : undefined
  };
}

/** A file's page on a host, as people copy it from the address bar, as something to open. */
export function fromPageUrl(address: string): GitFile | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== "https:") return undefined;
  const parts = url.pathname
    .slice(1)
    .split("/")
    .map((part) => safeDecode(part));
  if (url.host === "raw.githubusercontent.com" && parts.length > 3) {
    const [owner, name, ref, ...path] = parts;
    return {host: "github", repository: `${owner}/${name}`, ref, path: path.join("/")};
  }
  const at = parts.indexOf("blob");
  if (at < 2 || parts.length < at + 3) return undefined;
  const file = {ref: parts[at + 1], path: parts.slice(at + 2).join("/")};
  if (url.host === "github.com" && at === 2) {
    return {host: "github", repository: parts.slice(0, 2).join("/"), ...file};
  }
  if (url.host !== "gitlab.com" || parts[at - 1] !== "-") return undefined;
  return {host: "gitlab", repository: parts.slice(0, at - 1).join("/"), ...file};
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function toCommit(value: unknown): string | undefined {
  return typeof value === "string" && isCommit(value) ? value.toLowerCase() : undefined;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function readField(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}
