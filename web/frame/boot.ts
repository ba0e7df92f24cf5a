// The sandboxed document's only inline script: takes its code from the page as bytes, because no URL
// of the site can be loaded from here once the reader is offline, and imports it from blob URLs.
import "./noWebRtc.ts";
import {HELLO, type PageMessage} from "../protocol.ts";
import {HOST, type Host, type LaterMessage} from "../host.ts";

type Start = Extract<PageMessage, {type: "start"}>;

addEventListener(
  "message",
  function listen({source, data, ports: [port]}: MessageEvent<Start | undefined>) {
    if (source !== parent || data?.type !== "start" || !port) return;
    removeEventListener("message", listen);
    void start(data, port);
  }
);
parent.postMessage(HELLO, "*");

async function start(
  {site, files, settings, theme, open}: Start,
  port: MessagePort
): Promise<void> {
  const urls = new Map<string, string>();
  const waiting = new Map<string, ((bytes: ArrayBuffer | null) => void)[]>();
  const send: Host["send"] = (message, transfer = []) => port.postMessage(message, transfer);

  const addChunk = (path: string, bytes: ArrayBuffer) => {
    // two imports under way may share a chunk, which must be one module
    if (urls.has(path)) return;
    let code = new TextDecoder().decode(bytes);
    for (const [known, url] of urls) {
      const specifier = `./${known.slice(known.lastIndexOf("/") + 1)}`;
      for (const quote of ['"', "'", "`"])
        code = code.replaceAll(quote + specifier + quote, `"${url}"`);
    }
    urls.set(path, URL.createObjectURL(new Blob([code], {type: "text/javascript"})));
  };
  const fetchFile = (path: string) =>
    new Promise<ArrayBuffer>((resolve, reject) => {
      const asked = waiting.get(path) ?? [];
      asked.push((bytes) => (bytes ? resolve(bytes) : reject(new Error(`could not load ${path}`))));
      waiting.set(path, asked);
      if (asked.length === 1) send({type: "need", path});
    });
  const loads = new Map<string, Promise<unknown>>();
  const load = async (path: string) => {
    const missing = site.lazy[path].filter((file) => !urls.has(file));
    const loaded = await Promise.all(missing.map(fetchFile));
    missing.forEach((file, i) => addChunk(file, loaded[i]));
    return import(/* @vite-ignore */ urls.get(path)!) as Promise<unknown>;
  };
  const cuvetteImport = (path: string) => {
    const known = loads.get(path);
    if (known) return known;
    const loading = load(path);
    loads.set(path, loading);
    loading.catch(() => loads.delete(path));
    return loading;
  };
  Object.defineProperty(globalThis, "cuvetteImport", {value: cuvetteImport});

  const unheard: LaterMessage[] = [];
  let hear: (message: LaterMessage) => void = (message) => unheard.push(message);
  const listen: Host["listen"] = (listener) => {
    hear = listener;
    unheard.splice(0).forEach(listener);
  };
  port.onmessage = ({data}: MessageEvent<Exclude<PageMessage, Start>>) => {
    if (data.type === "ping") send({type: "pong", n: data.n});
    else if (data.type === "file") {
      const asked = waiting.get(data.path) ?? [];
      waiting.delete(data.path);
      for (const answer of asked) answer(data.bytes);
    } else hear(data);
  };

  for (const path of site.eager) addChunk(path, files[path]);
  const asset: Host["asset"] = (name) => files[site.assets[name]];
  const fetchAsset: Host["fetchAsset"] = (name) => fetchFile(site.lazyAssets[name]);
  const host: Host = {settings, theme, open, asset, fetchAsset, send, listen};
  Object.defineProperty(globalThis, HOST, {value: host, configurable: true});
  try {
    await import(/* @vite-ignore */ urls.get(site.eager.at(-1))!);
  } catch (error) {
    send({type: "status", status: "failed", detail: String(error).slice(0, 500)});
  }
}
