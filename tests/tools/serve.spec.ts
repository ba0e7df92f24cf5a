import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {request} from "node:http";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {brotliCompressSync, gzipSync} from "node:zlib";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {listen, makeHandler} from "../../.tools/serve.mjs";
import type {HandlerOptions, Listening} from "../../.tools/serve.mjs";

const top = mkdtempSync(join(tmpdir(), "cuvette-"));
const folder = join(top, "site");
mkdirSync(join(folder, "assets"), {recursive: true});
writeFileSync(join(top, "secret.txt"), "secret");
writeFileSync(join(folder, ".made-from"), "hidden");
writeFileSync(join(folder, "index.html"), "<title>first</title>");
writeFileSync(join(folder, "assets/main-AbC_12-9.js"), "let x = 1;");
writeFileSync(join(folder, "assets/main-AbC_12-9.js.br"), brotliCompressSync("let x = 1;"));
writeFileSync(join(folder, "assets/main-AbC_12-9.js.gz"), gzipSync("let x = 1;"));
writeFileSync(join(folder, "k.wasm"), "wasm");
writeFileSync(
  join(folder, "_headers"),
  "# a comment\n/*\n  Cross-Origin-Opener-Policy: same-origin\n/assets/*\n  X-Assets: yes\n"
);
afterAll(() => rmSync(top, {recursive: true}));

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** The raw path goes on the wire: fetch would tidy `..` away. */
function ask(port: number, path: string, method = "GET", headers = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request({host: "127.0.0.1", port, path, method, headers}, (response) => {
      let body = "";
      response.setEncoding("latin1").on("data", (text) => (body += text));
      response.on("end", () =>
        resolve({status: response.statusCode!, headers: response.headers, body})
      );
    })
      .on("error", reject)
      .end();
  });
}

function serve(title: string, options: HandlerOptions, body: (port: () => number) => void): void {
  describe(title, () => {
    let listening: Listening;
    beforeAll(async () => {
      listening = await listen(makeHandler(folder, options));
    });
    afterAll(() => listening.stop());
    body(() => listening.port);
  });
}

serve("the server", {}, (port) => {
  it("sends the first page with the headers that _headers asks for", async () => {
    const {status, headers, body} = await ask(port(), "/");
    expect([status, body]).toEqual([200, "<title>first</title>"]);
    expect(headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(headers["cross-origin-opener-policy"]).toBe("same-origin");
    expect(headers["x-assets"]).toBeUndefined();
    expect(headers["cache-control"]).toBe("no-cache");
  });

  it("sends the copy that the browser accepts, brotli first", async () => {
    const get = (accepted: string) =>
      ask(port(), "/assets/main-AbC_12-9.js", "GET", {"accept-encoding": accepted});
    const encoding = async (accepted: string) => (await get(accepted)).headers["content-encoding"];
    expect(await encoding("gzip, deflate, br")).toBe("br");
    expect(await encoding("gzip, br;q=0")).toBe("gzip");
    expect(await encoding("")).toBeUndefined();
    expect((await get("br")).headers.vary).toBe("Accept-Encoding");
    expect((await get("")).body).toBe("let x = 1;");
  });

  it("lets browsers keep what is named by its content, and asks about the rest", async () => {
    const asset = await ask(port(), "/assets/main-AbC_12-9.js");
    expect(asset.headers["cache-control"]).toContain("immutable");
    expect(asset.headers["x-assets"]).toBe("yes");
    const page = await ask(port(), "/");
    const again = await ask(port(), "/", "GET", {"if-none-match": page.headers.etag});
    expect([again.status, again.body]).toEqual([304, ""]);
    expect(again.headers["cross-origin-opener-policy"]).toBe("same-origin");
  });

  it("gives WebAssembly its type", async () => {
    expect((await ask(port(), "/k.wasm")).headers["content-type"]).toBe("application/wasm");
  });

  it("answers HEAD without a body and refuses other methods", async () => {
    const head = await ask(port(), "/", "HEAD");
    expect([head.status, head.headers["content-length"], head.body]).toEqual([200, "20", ""]);
    expect((await ask(port(), "/", "POST")).status).toBe(405);
  });

  it.each([
    "/../secret.txt",
    "/%2e%2e/secret.txt",
    "/assets/..%2f..%2fsecret.txt",
    "/..%5csecret.txt",
    "/.made-from",
    "/_headers",
    "/index.html/",
    "/absent.js",
    "/assets"
  ])("says 404 to %s", async (path) => {
    expect((await ask(port(), path)).status).toBe(404);
  });

  it("says 400 to a path it cannot read", async () => {
    expect((await ask(port(), "/%E0%A4%A")).status).toBe(400);
  });

  it("takes the next free port when one is taken", async () => {
    const second = await listen(makeHandler(folder), {port: port()});
    expect(second.port).toBeGreaterThan(port());
    await second.stop();
  });
});

serve("a bare host", {headers: false, base: "/some/repo/"}, (port) => {
  it("sends the type and no other header of its own", async () => {
    const {status, headers} = await ask(port(), "/some/repo/", "GET", {"accept-encoding": "br"});
    expect(status).toBe(200);
    const own = Object.keys(headers).filter((name) => !/^(date|connection|keep-alive)$/.test(name));
    expect(own).toEqual(["content-type", "content-length"]);
  });

  it("knows nothing outside its path", async () => {
    expect((await ask(port(), "/")).status).toBe(404);
    expect((await ask(port(), "/some/repo")).headers.location).toBe("/some/repo/");
  });
});
