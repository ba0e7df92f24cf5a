// Fetches a notebook from somebody else's server: the reader's own act, by opening such an address.
import {say} from "../../say.ts";
import {hashText} from "../store/hashText.ts";

const LARGEST = 4 * 1024 * 1024;
const PATIENCE = 20_000;

export interface RemoteOptions {
  /** of the bytes, hex; another text is refused. */
  sha256?: string;
  headers?: Record<string, string>;
  fetch?: typeof fetch;
}

/** The text at an https address; rejects with a sentence for the reader. */
export async function fetchText(address: string, options: RemoteOptions = {}): Promise<string> {
  const host = checkAddress(address);
  const bytes = await fetchBytes(address, host, options);
  const text = decode(bytes, host);
  const {sha256} = options;
  if (sha256 && hashText(text) !== sha256.toLowerCase())
    throw new Error(say("shell.wrongHash", {host}));
  return text;
}

/** Exactly these bytes as text, or an error: what a hash was made of must stay what it was. */
function decode(bytes: Uint8Array, host: string): string {
  try {
    return new TextDecoder("utf-8", {fatal: true, ignoreBOM: true}).decode(bytes);
  } catch {
    throw new Error(say("shell.notText", {host}));
  }
}

function checkAddress(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== "https:" || url.username || url.password)
    throw new RangeError(say("shell.onlyHttps", {address: address.slice(0, 200)}));
  return url.host;
}

async function fetchBytes(
  address: string,
  host: string,
  {headers, fetch: load = fetch}: RemoteOptions
): Promise<Uint8Array> {
  const signal = AbortSignal.timeout(PATIENCE);
  let response: Response;
  try {
    response = await load(address, {
      ...{signal, credentials: "omit", referrerPolicy: "no-referrer", cache: "no-cache"},
      ...(headers ? {headers} : {})
    });
  } catch (error) {
    // a browser does not tell a refusal (CORS) from a missing network
    const isLate = (error as Error).name === "TimeoutError";
    throw new Error(say(isLate ? "shell.late" : "shell.unreachable", {host}));
  }
  if (response.url && !response.url.startsWith("https:"))
    throw new Error(say("shell.onlyHttps", {address: response.url}));
  if (!response.ok) throw new Error(say("shell.answered", {host, status: response.status}));
  return readBody(response, host);
}

async function readBody(response: Response, host: string): Promise<Uint8Array> {
  const tooLarge = () => new RangeError(say("shell.tooLarge", {host, most: LARGEST / 1024 / 1024}));
  if (Number(response.headers.get("Content-Length")) > LARGEST) throw tooLarge();
  const parts: Uint8Array[] = [];
  let bytes = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader!.read()) {
    parts.push(part.value);
    bytes += part.value.length;
    if (bytes <= LARGEST) continue;
    await reader!.cancel();
    throw tooLarge();
  }
  const all = new Uint8Array(bytes);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
