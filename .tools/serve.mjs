// A static file server for the built site. It sends what the folder's own `_headers` file asks for
// (the format that Netlify and Cloudflare Pages read), so the site is served here as it is there.
import {createReadStream, existsSync, readFileSync, statSync} from "node:fs";
import {createServer} from "node:http";
import {extname, join} from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".md": "text/markdown; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".wgsl": "text/plain; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".ico": "image/x-icon",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm"
};
const ENCODINGS = [
  {name: "br", suffix: ".br"},
  {name: "gzip", suffix: ".gz"}
];
/** What Vite names by its content never changes. */
const HASHED = /-[\w-]{8}\.\w+$/;

/**
 * Answers requests from a folder. `headers: false` is the barest host there is: no header but the
 * type. `base` is the path the folder appears under, with slashes at both ends. `rewrite(path, text)`
 * may change an HTML page on its way out; `intercept(request, response)` may answer by itself.
 */
export function makeHandler(folder, {headers = true, base = "/", rewrite, intercept} = {}) {
  return (request, response) => {
    const end = (status, extra = {}, text = "") => {
      response.writeHead(status, {"Content-Type": "text/plain; charset=utf-8", ...extra});
      response.end(request.method === "HEAD" ? undefined : text);
    };
    if (request.method !== "GET" && request.method !== "HEAD")
      return end(405, {Allow: "GET, HEAD"}, "only GET and HEAD\n");
    let pathname;
    try {
      pathname = decodeURIComponent(new URL(request.url, "http://host").pathname);
    } catch {
      return end(400, {}, "malformed path\n");
    }
    if (intercept?.(request, response, pathname)) return;
    if (`${pathname}/` === base) return end(308, {Location: base});
    const rules = headers ? findHeaders(folder, pathname) : {};
    if (!pathname.startsWith(base)) return end(404, rules, "not found\n");

    const path = findFile(folder, pathname.slice(base.length));
    if (!path) return end(404, rules, "not found\n");
    const type = TYPES[extname(path)] ?? "application/octet-stream";
    const sent = {"Content-Type": type, ...rules};
    if (rewrite && extname(path) === ".html") {
      const text = Buffer.from(rewrite(pathname, readFileSync(path, "utf8")));
      return send(request, response, {...sent, "Content-Length": text.length}, text);
    }
    if (!headers) return sendFile(request, response, sent, path);

    const encoding = findEncoding(path, request.headers["accept-encoding"] ?? "");
    if (encoding) sent["Content-Encoding"] = encoding.name;
    const {mtimeMs, size} = statSync(path);
    sent.ETag = `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}${encoding?.suffix ?? ""}"`;
    sent.Vary = "Accept-Encoding";
    sent["Cache-Control"] ??= HASHED.test(path)
      ? "public, max-age=31536000, immutable"
      : "no-cache";
    if (isKnown(request.headers["if-none-match"], sent.ETag)) {
      response.writeHead(304, sent);
      return response.end();
    }
    sendFile(request, response, sent, path + (encoding?.suffix ?? ""));
  };
}

/** The file a path names: never one outside the folder, a dot file or the host's own `_headers`. */
function findFile(folder, path) {
  const parts = path.split("/");
  if (path === "_headers" || parts.some((part) => part.startsWith(".") || /[\\\0]/.test(part)))
    return undefined;
  let file = join(folder, ...parts);
  const kind = statSync(file, {throwIfNoEntry: false});
  if (kind?.isDirectory()) {
    if (path !== "" && !path.endsWith("/")) return undefined;
    file = join(file, "index.html");
    return existsSync(file) ? file : undefined;
  }
  return kind?.isFile() && !path.endsWith("/") ? file : undefined;
}

function findEncoding(path, accepted) {
  const wanted = new Set();
  for (const entry of accepted.split(",")) {
    const [name, ...parameters] = entry
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/);
    if (!parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter))) wanted.add(name);
  }
  return ENCODINGS.find(({name, suffix}) => wanted.has(name) && existsSync(path + suffix));
}

function isKnown(ifNoneMatch, etag) {
  if (!ifNoneMatch) return false;
  return ifNoneMatch.split(",").some((known) => known.trim().replace(/^W\//, "") === etag);
}

/** The headers that `_headers` gives a path: blocks of a pattern and indented `Name: value` lines. */
function findHeaders(folder, pathname) {
  const file = join(folder, "_headers");
  if (!existsSync(file)) return {};
  const found = {};
  let applies = false;
  for (const line of readFileSync(file, "utf8").split(/\r?\n/)) {
    if (!line.trim() || line.trim().startsWith("#")) continue;
    const header = /^\s+([\w-]+):\s*(.*)$/.exec(line);
    if (!header) applies = matchesPattern(line.trim(), pathname);
    else if (applies) found[header[1]] = header[2].trim();
  }
  return found;
}

function matchesPattern(pattern, pathname) {
  const literal = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${literal.join(".*")}$`).test(pathname);
}

function sendFile(request, response, headers, path) {
  const {size} = statSync(path);
  if (request.method === "HEAD")
    return send(request, response, {...headers, "Content-Length": size});
  response.writeHead(200, {...headers, "Content-Length": size});
  createReadStream(path)
    .on("error", () => response.destroy())
    .pipe(response);
}

function send(request, response, headers, body) {
  response.writeHead(200, headers);
  response.end(request.method === "HEAD" ? undefined : body);
}

/** Listens on this machine only (both IP families), on `port` or the next free one. */
export async function listen(handler, {port = 0, tries = 50} = {}) {
  for (let i = 0; i < tries; i++) {
    const servers = await listenOn(handler, port === 0 ? 0 : port + i);
    if (servers) return {port: servers[0].address().port, stop: () => stop(servers)};
  }
  throw new Error(`serve: no free port from ${port} to ${port + tries - 1}`);
}

async function listenOn(handler, port) {
  const servers = [];
  for (const host of ["127.0.0.1", "::1"]) {
    const server = createServer(handler);
    // with port 0 the second family takes the number the first was given
    const chosen = servers[0]?.address().port ?? port;
    const error = await new Promise((resolve) => {
      server.once("error", resolve).listen(chosen, host, () => resolve(undefined));
    });
    if (!error) servers.push(server);
    else if (error.code === "EADDRINUSE" || error.code === "EACCES") {
      await stop(servers);
      return undefined;
    } else if (host === "127.0.0.1") throw error;
  }
  return servers;
}

async function stop(servers) {
  for (const server of servers) server.closeAllConnections();
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
}
