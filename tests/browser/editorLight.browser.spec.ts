// The editor of phones, and of the first moment everywhere: a textarea over the coloured code.
import {afterAll, beforeAll, expect, it} from "vitest";
import {buildEditorPage} from "../editor/editorPage.ts";
import {browserOrSkip} from "./launch.ts";
import {serveWithHeaders} from "./serve.ts";
import type {EditorBench} from "../editor/page/frame.ts";
import type {BrowserPage, Scope} from "./launch.ts";
import type {Site} from "./serve.ts";

declare const bench: EditorBench;

browserOrSkip("chromium", "the light editor", (open) => {
  let site: Site;
  let page: BrowserPage;
  let frame: Scope;
  beforeAll(async () => {
    site = await serveWithHeaders(await buildEditorPage());
    page = await open({width: 390, height: 700});
    await page.goto(site.url);
    frame = await page.frame();
    await frame.waitFor(() => "bench" in globalThis);
  }, 180_000);
  afterAll(async () => {
    await page?.close();
    await site?.stop();
  });

  it("is a textarea over the coloured code, of the same size", async () => {
    const size = () => frame.evaluate(() => document.getElementById("second")!.clientHeight);
    const before = await size();
    await frame.evaluate(() => bench.focus("second", 2, 7));
    expect(await size()).toBe(before);
    const boxes = await frame.evaluate(() =>
      [...document.querySelectorAll("#second .code-editor > .code")].map((element) => {
        const {left, top, width, height} = element.getBoundingClientRect();
        return [left, top, width, height];
      })
    );
    expect(boxes[0]).toEqual(boxes[1]);
    expect(await frame.evaluate(() => document.activeElement!.tagName)).toBe("TEXTAREA");
    expect(await frame.evaluate(() => bench.editors.kind)).toBe("light");
  });

  it("colours and tells what is typed, grows with it, and keeps the indentation", async () => {
    await frame.evaluate(() => {
      bench.log.splice(0);
      bench.focus("first", 5, 31);
      bench.press("Enter", 13);
      document.execCommand("insertText", false, "return 1;");
    });
    expect(await frame.evaluate(() => bench.source("first").split("\n").slice(4, 6))).toEqual([
      "  yield `tick ${points}`; // o",
      "  return 1;ne"
    ]);
    const drawn = await frame.evaluate(() =>
      [...document.querySelectorAll("#first .light .code-keyword")].map((span) => span.textContent)
    );
    expect(drawn).toContain("return");
    const heights = await frame.evaluate(() =>
      [...document.querySelectorAll("#first .light > .code")].map((element) => element.scrollHeight)
    );
    expect(heights[0]).toBe(heights[1]);
    await frame.evaluate(() => void document.execCommand("undo"));
    expect(await frame.evaluate(() => bench.source("first"))).not.toContain("return 1");
  });

  it("is left by Esc, by arrows past its ends and by Tab", async () => {
    const log = await frame.evaluate(() => {
      bench.log.splice(0);
      bench.focus("second", 1, 3);
      bench.press("ArrowDown", 40);
      bench.press("ArrowUp", 38);
      bench.focus("second", 3, 3);
      bench.press("ArrowDown", 40);
      bench.press("Enter", 13, {shiftKey: true});
      const isFree = bench.press("Tab", 9);
      bench.press("Escape", 27);
      return [...bench.log, isFree];
    });
    expect(log).toEqual([
      ["leave", "second", "up"],
      ["leave", "second", "down"],
      ["run", "second", "next"],
      ["leave", "second", "out"],
      true
    ]);
  });

  it("draws exactly the source", async () => {
    const same = await frame.evaluate(() =>
      ["first", "second", "third", "fourth"].map((id) => {
        bench.editors.focus(id, document.getElementById(id)!);
        const area = document.querySelector<HTMLTextAreaElement>("textarea")!;
        return document.querySelector(".light > pre")!.textContent === `${area.value}\n`;
      })
    );
    expect(same).toEqual([true, true, true, true]);
  });

  it("opens a cell that is told of after it was focused", async () => {
    const shown = await frame.evaluate(() => {
      const element = document.getElementById("fourth")!;
      bench.editors.blur();
      bench.editors.focus("new", element, {line: 1, column: 3});
      const before = document.querySelector("textarea") === null;
      bench.add("new", "abcdef");
      const {value, selectionStart} = document.querySelector("textarea")!;
      return [before, value, selectionStart];
    });
    expect(shown).toEqual([true, "abcdef", 2]);
  });
});
