// Two tasks, because a scope has only one service worker: keep the site for offline use, and add the
// headers that give the page shared memory on hosts that cannot send any.

interface Release {
  version: string;
  /** every file of the build except the page itself; their names hold their hashes. */
  files: string[];
}

/** The parts of a service worker's global scope that are used; the DOM's types know only the page's. */
interface Scope {
  cuvetteRelease: Release;
  registration: {scope: string};
  clients: {claim(): Promise<void>; matchAll(options: object): Promise<unknown[]>};
  skipWaiting(): Promise<void>;
  addEventListener(type: string, listener: (event: WorkerEvent) => void): void;
}

interface WorkerEvent {
  request: Request;
  data: unknown;
  ports: readonly MessagePort[];
  waitUntil(work: Promise<unknown>): void;
  respondWith(response: Promise<Response>): void;
}

const worker = globalThis as unknown as Scope;

const ISOLATION = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "same-origin",
  // gives threads to a page inside somebody else's frame, where the two above cannot
  "Document-Isolation-Policy": "isolate-and-require-corp"
};
/** A page answers within this time or comes from the cache. */
const PATIENCE = 4000;

const {version, files} = worker.cuvetteRelease;
const {scope} = worker.registration;
/** Caches belong to the whole origin, which other projects may share. */
const family = `cuvette ${scope} `;
const cacheName = family + version;
const hashed = new Set(files.map((file) => new URL(file, scope).href));

worker.addEventListener("activate", (event) => {
  event.waitUntil(Promise.all([worker.clients.claim(), dropOldCaches()]));
});

// A new version waits until the reader takes it, or the old one's last page is closed: what an open page
// may still load stays in the old one's cache.
worker.addEventListener("message", (event) => {
  const {type, wanted = []} = (event.data ?? {}) as {type?: string; wanted?: string[]};
  // the page has nothing better to do: everything else is fetched for later
  if (type === "keep everything") event.waitUntil(keepEverything());
  if (type === "take over") event.waitUntil(worker.skipWaiting());
  if (type === "take over if alone") event.waitUntil(takeOverIfAlone());
  if (type === "has") event.ports[0]?.postMessage(wanted.every((file) => files.includes(file)));
});

async function takeOverIfAlone(): Promise<void> {
  const open = await worker.clients.matchAll({type: "window", includeUncontrolled: true});
  if (open.length <= 1) await worker.skipWaiting();
}

worker.addEventListener("fetch", (event) => {
  const {request} = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || !url.href.startsWith(scope)) return;
  if (hashed.has(url.origin + url.pathname)) event.respondWith(cacheFirst(request));
  else if (request.cache !== "only-if-cached" || request.mode === "same-origin") {
    event.respondWith(networkFirst(request, url));
  }
});

async function cacheFirst(request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  const kept = await cache.match(request.url);
  if (kept) return isolate(kept);
  const response = await fetch(request);
  if (response.ok) await cache.put(request.url, response.clone());
  return isolate(response);
}

async function networkFirst(request: Request, url: URL): Promise<Response> {
  const cache = await caches.open(cacheName);
  // one page, whatever its address ends in
  const isPage = [scope, `${scope}index.html`].includes(url.origin + url.pathname);
  const key = isPage ? scope : url.origin + url.pathname;
  const fresh = fetch(request).then(async (response) => {
    if (response.ok && response.type === "basic") await cache.put(key, response.clone());
    return response;
  });
  const kept = await cache.match(key);
  if (!kept) return isolate(await fresh);
  const late = new Promise<Response>((resolve) => setTimeout(() => resolve(kept), PATIENCE));
  return isolate(await Promise.race([fresh.catch(() => kept), late]));
}

function isolate(response: Response): Response {
  if (response.type === "opaque" || response.status === 0) return response;
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(ISOLATION)) headers.set(name, value);
  const empty = [204, 205, 304].includes(response.status);
  return new Response(empty ? null : response.body, {
    status: response.status,
    statusText: response.statusText,
    headers
  });
}

async function keepEverything(): Promise<void> {
  const cache = await caches.open(cacheName);
  const wanted = [scope, new URL("favicon.svg", scope).href, ...hashed];
  await Promise.all(
    wanted.map(async (url) => {
      if (!(await cache.match(url))) await cache.add(url).catch(() => undefined);
    })
  );
}

async function dropOldCaches(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(family) && name !== cacheName);
  await Promise.all(old.map((name) => caches.delete(name)));
}
