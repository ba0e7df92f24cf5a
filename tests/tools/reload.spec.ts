import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, expect, it, vi} from "vitest";
import {makeReloader, rebuildOnChange} from "../../.tools/reload.mjs";
import {listen, makeHandler} from "../../.tools/serve.mjs";

const folder = mkdtempSync(join(tmpdir(), "cuvette-"));
writeFileSync(join(folder, "index.html"), "<head><title>page</title></head>");
writeFileSync(join(folder, "notebook.html"), "<head></head>");
afterAll(() => rmSync(folder, {recursive: true}));

it("rebuilds after a change and goes on after a build that failed", async () => {
  const said: string[] = [];
  let good = true;
  const end = await rebuildOnChange({
    build: () => (good ? Promise.resolve() : Promise.reject(new Error("line 3 is wrong"))),
    reloader: {built: () => said.push("built"), failed: (text) => said.push(text)},
    watched: [folder],
    log: () => undefined
  });
  expect(said).toEqual(["built"]);
  good = false;
  writeFileSync(join(folder, "a.ts"), "1");
  await vi.waitFor(() => expect(said[1]).toContain("line 3 is wrong"), 5_000);
  good = true;
  writeFileSync(join(folder, "a.ts"), "2");
  await vi.waitFor(() => expect(said.slice(2)).toContain("built"), 5_000);
  end();
});

it("tells an open page of builds and puts its script into the first page only", async () => {
  const reloader = makeReloader(folder);
  const server = await listen(makeHandler(folder, reloader));
  const get = async (path: string) =>
    (await fetch(`http://127.0.0.1:${server.port}${path}`)).text();
  expect(await get("/")).toMatch(
    /<script type="module" src="\/\.dev\/script\.js"><\/script><\/head>/
  );
  expect(await get("/notebook.html")).toBe("<head></head>");
  expect(await get("/.dev/script.js")).toContain("EventSource");

  const events = await fetch(`http://127.0.0.1:${server.port}/.dev/events`);
  const reader = events.body!.pipeThrough(new TextDecoderStream()).getReader();
  let heard = "";
  const hear = async (text: string) => {
    while (!heard.includes(text)) heard += (await reader.read()).value ?? "";
  };
  await hear("event: built");
  reloader.failed("two\nlines");
  await hear('event: failed\ndata: "two\\nlines"');
  await reader.cancel();
  await server.stop();
});

it("shows an empty page that waits for the first good build", async () => {
  const server = await listen(makeHandler(folder, makeReloader(join(folder, "absent"))));
  const response = await fetch(`http://127.0.0.1:${server.port}/`);
  expect(await response.text()).toContain("/.dev/script.js");
  await server.stop();
});
