// The editor where it lives: in a sandboxed document of no origin, under the notebook's own policy.
import {afterAll, beforeAll, beforeEach, expect, it} from "vitest";
import {buildEditorPage} from "../editor/editorPage.ts";
import {browserOrSkip} from "./launch.ts";
import {serveWithHeaders} from "./serve.ts";
import type {EditorBench} from "../editor/page/frame.ts";
import type {BrowserPage, Scope} from "./launch.ts";
import type {Site} from "./serve.ts";

declare const bench: EditorBench;

let site: Site;
beforeAll(async () => {
  site = await serveWithHeaders(await buildEditorPage());
}, 180_000);
afterAll(() => site?.stop());

for (const browser of ["chromium", "firefox"] as const) {
  browserOrSkip(browser, "the editor", (open) => {
    let page: BrowserPage;
    let frame: Scope;
    beforeAll(async () => {
      page = await open({width: 900, height: 700});
      await page.goto(site.url);
      frame = await page.frame();
      await frame.waitFor(() => "bench" in globalThis);
    });
    afterAll(() => page?.close());
    beforeEach(() => frame.evaluate(() => void bench.log.splice(0)));

    const press = (key: string, keyCode: number, modifiers: KeyboardEventInit = {}) =>
      frame.evaluate(
        (key: string, keyCode: number, modifiers: KeyboardEventInit) =>
          void bench.press(key, keyCode, modifiers),
        key,
        keyCode,
        modifiers
      );
    const focus = (id: string, line = 1, column = 1) =>
      frame.evaluate(
        (id: string, line: number, column: number) => bench.focus(id, line, column),
        id,
        line,
        column
      );
    const log = () => frame.evaluate(() => bench.log);
    /** Where a piece of code is drawn, and how. */
    const look = (id: string, text: string) =>
      frame.evaluate(
        (id: string, text: string) => {
          const section = document.getElementById(id)!;
          const root = section.querySelector(".code-editor .view-lines") ?? section;
          const spans = [...root.querySelectorAll("span")].filter(
            (span) => span.textContent === text && span.childElementCount === 0
          );
          const box = spans[0].getBoundingClientRect();
          const {color, fontSize} = getComputedStyle(spans[0]);
          return {
            left: box.left,
            right: box.right,
            middle: Math.round(box.top + box.height / 2),
            color,
            fontSize,
            height: section.getBoundingClientRect().height
          };
        },
        id,
        text
      );

    it("is usable at once, and gives way to Monaco with the caret where it was", async () => {
      const before = await look("second", "display");
      await focus("second", 3, 5);
      expect(await frame.evaluate(() => document.activeElement!.ariaLabel)).toContain(
        "Cell second"
      );
      await frame.waitFor(() => bench.editors.kind === "full");
      await frame.waitFor("#second .monaco-editor .view-line");
      await frame.waitFor(() => !!document.activeElement?.closest("#second .monaco-editor"));
      await press("Tab", 9);
      expect(await frame.evaluate(() => bench.source("second").split("\n")[2])).toMatch(
        /^if \( {2}/
      );
      await press("z", 90, {ctrlKey: true});
      // drawn anew a frame later
      await frame.waitFor(() =>
        [...document.querySelectorAll("#second .view-lines span")].some(
          ({textContent, childElementCount}) => textContent === "display" && childElementCount === 0
        )
      );
      // half a pixel to the side at most, none up or down, and the same colour
      const after = await look("second", "display");
      expect(after).toEqual({...before, left: after.left, right: after.right});
      expect(after.left).toBeCloseTo(before.left, 0);
      expect(after.right).toBeCloseTo(before.right, 0);
    });

    it("underlines a wrong use of a name from another cell", async () => {
      await frame.waitFor(() => bench.diagnostics.second?.length > 0);
      const [problem] = await frame.evaluate(() => bench.editors.diagnostics("second"));
      expect(problem).toMatchObject({line: 1, column: 7, endColumn: 12, severity: "error"});
      expect(problem.message).toMatch(/'number' is not assignable to type 'string'/);
      await frame.waitFor("#second .squiggly-error");
      expect(await frame.evaluate(() => bench.editors.diagnostics("first"))).toEqual([]);
    });

    it("completes names of other cells, and Esc closes the list before it leaves", async () => {
      await focus("second", 1, 25);
      await press(" ", 32, {ctrlKey: true});
      await frame.waitFor(".suggest-widget.visible .monaco-list-row");
      const first = await frame.evaluate(
        () => document.querySelector(".suggest-widget .monaco-list-row .label-name")!.textContent
      );
      expect(first).toBe("points");
      await press("Escape", 27);
      await frame.waitFor(() => !document.querySelector(".suggest-widget.visible"));
      expect(await log()).toEqual([]);
      await press("Escape", 27);
      expect(await log()).toEqual([["leave", "second", "out"]]);
      expect(await frame.evaluate(() => bench.editors.current ?? "none")).toBe("none");
      expect(await frame.evaluate(() => document.querySelector(".editing, .code-hint"))).toBeNull();
    });

    it("shows the stdlib's documentation on hover", async () => {
      await focus("second", 3, 44);
      await press("F1", 112, {shiftKey: true});
      await frame.waitFor(() =>
        document
          .querySelector(".monaco-hover:not(.hidden)")
          ?.textContent?.includes("Shows a value among the cell's outputs")
      );
      await press("Escape", 27);
    });

    it("keeps every cell's undo history while it moves about", async () => {
      const sources = () => frame.evaluate(() => ["first", "fourth"].map((id) => bench.source(id)));
      const before = await sources();
      await focus("first");
      await press("Tab", 9);
      await focus("fourth");
      await press("Tab", 9);
      expect(await sources()).toEqual(before.map((source) => `  ${source}`));
      await focus("first");
      await press("z", 90, {ctrlKey: true});
      expect(await sources()).toEqual([before[0], `  ${before[1]}`]);
      await focus("fourth");
      await press("z", 90, {ctrlKey: true});
      expect(await sources()).toEqual(before);
    });

    it("goes to a definition in another cell", async () => {
      await focus("second", 1, 25);
      await press("F12", 123);
      await frame.waitFor(() => bench.log.some(([what]) => what === "go"));
      expect(await log()).toEqual([["go", "first", 2, 7]]);
      expect(await frame.evaluate(() => bench.editors.current)).toBe("first");
    });

    it("renames in all cells at once", async () => {
      await focus("second", 1, 25);
      await press("F2", 113);
      await frame.waitFor(
        () => (document.activeElement as HTMLInputElement | null)?.value === "points"
      );
      await frame.evaluate(() => {
        const input = document.activeElement as HTMLInputElement;
        input.value = "count";
        input.dispatchEvent(new InputEvent("input", {bubbles: true}));
      });
      await press("Enter", 13);
      await frame.waitFor(() => bench.log.some(([what]) => what === "rename"));
      const sources = await frame.evaluate(() =>
        ["first", "second", "third"].map((id) => bench.source(id))
      );
      expect(sources[0]).toContain("const count = Promise.resolve(500);");
      expect(sources[0]).toContain("`tick ${count}`");
      expect(sources[1]).toContain("const wrong: string = count;");
      expect(sources[2]).toContain("**${count}** points");
    });

    it("runs, and is left past its first and last line", async () => {
      await focus("second", 2, 3);
      await press("ArrowUp", 38);
      expect(await log()).toEqual([]);
      await press("ArrowUp", 38);
      await focus("second", 3, 3);
      await press("ArrowDown", 40);
      await press("Enter", 13, {shiftKey: true});
      await press("Enter", 13, {ctrlKey: true});
      await press("Enter", 13, {altKey: true});
      expect(await log()).toEqual([
        ["leave", "second", "up"],
        ["leave", "second", "down"],
        ["run", "second", "next"],
        ["run", "second", "stay"],
        ["run", "second", "insert"]
      ]);
    });

    it("says how to leave, and whether Tab is kept", async () => {
      const hint = () => frame.evaluate(() => document.querySelector(".code-hint")!.textContent);
      expect(await hint()).toMatch(/^Esc leaves · Tab indents/);
      await press("m", 77, {ctrlKey: true});
      expect(await hint()).toMatch(/^Esc leaves · Tab moves on/);
      await press("m", 77, {ctrlKey: true});
    });

    it("leaves F1 and Ctrl+K to the page", async () => {
      await focus("second");
      const isFree = await frame.evaluate(() => [
        bench.press("F1", 112),
        bench.press("k", 75, {ctrlKey: true})
      ]);
      expect(isFree).toEqual([true, true]);
      expect(await frame.evaluate(() => document.querySelector(".quick-input-widget"))).toBeNull();
    });

    it("lays code out", async () => {
      const before = await frame.evaluate(() => bench.source("first"));
      await frame.evaluate(async () => {
        bench.replace("first", "const   n=1");
        await bench.editors.format("first");
      });
      expect(await frame.evaluate(() => bench.source("first"))).toBe("const n = 1");
      await frame.evaluate((source: string) => bench.replace("first", source), before);
    });

    it("went without an error, and without another worker", async () => {
      expect(page.consoleErrors).toEqual([]);
      expect((await log()).filter(([what]) => what === "problem")).toEqual([]);
    });
  });
}

// WebKit's key events cannot be made by scripts
browserOrSkip("webkit", "the editor", (open) => {
  let page: BrowserPage;
  let frame: Scope;
  beforeAll(async () => {
    page = await open({width: 900, height: 700});
    await page.goto(site.url);
    frame = await page.frame();
    await frame.waitFor(() => "bench" in globalThis);
  });
  afterAll(() => page?.close());

  it("mounts Monaco, and checks types in a worker from a data: address", async () => {
    await frame.evaluate(() => bench.focus("second", 1, 1));
    await frame.waitFor("#second .monaco-editor .view-line");
    await frame.waitFor("#second .squiggly-error");
    const problems = await frame.evaluate(() => bench.editors.diagnostics("second"));
    expect(problems).toMatchObject([{line: 1, column: 7}]);
  });
});
