// What lies beside and over the notebook: panels, palette, keyboard map, find and replace, modes.
import {afterAll, beforeAll, expect, it} from "vitest";
import {browserOrSkip} from "./launch.ts";
import {openBench, toText, type NotebookBench} from "./notebookBench.ts";

browserOrSkip("chromium", "panels and commands", (open) => {
  let bench: NotebookBench;
  beforeAll(async () => {
    bench = await openBench(open);
  });
  afterAll(() => bench?.end());

  const panel = () =>
    bench.frame.evaluate(() => document.querySelector<HTMLElement>(".panel")?.innerText ?? "");
  const panelSays = (words: string) =>
    bench.frame.waitFor(
      (words: string) =>
        document.querySelector<HTMLElement>(".panel")?.innerText.includes(words) === true,
      {args: [words], timeout: 8000}
    );
  const text = toText(
    "# Title",
    "ts\nconst a = new Float64Array(1000);",
    "## Part",
    "ts\nconst total = a.length + 1;\ndisplay(total)"
  );

  it("lists contents, variables, dependencies, runs and costs, each by its key", async () => {
    await bench.show(text);
    await bench.select(1);
    await bench.page.press("Alt+1");
    await panelSays("Part");
    await bench.page.press("Alt+2");
    await panelSays("total");
    expect((await panel()).replace(/\s+/g, " ")).toMatch(
      /a Float64Array 1,?000 cell 2 .*8(\.0)? kB.*total number.*cell 4/
    );
    await bench.choose("a", ".panel");
    await panelSays("mean");
    await bench.page.press("Alt+3");
    await panelSays("cell 4");
    expect(
      await bench.frame.evaluate(() => document.querySelector(".panel svg path title")!.textContent)
    ).toBe("a: cell 2 → cell 4");
    await bench.page.press("Alt+4");
    await panelSays("ok");
    await bench.page.press("Alt+5");
    await panelSays("1 ×");
    await bench.page.press("Alt+6");
    await panelSays("cores");
    await bench.click(".panel .tool");
    expect(await panel()).toBe("");
  });

  it("closes a panel by Esc and gives the focus back to the cell", async () => {
    await bench.show(text);
    await bench.select(2);
    await bench.page.press("/");
    await bench.frame.waitFor(() => document.activeElement!.tagName === "INPUT");
    await bench.page.press("Escape");
    await bench.frame.waitFor(() => document.activeElement!.id === "cell-2");
    expect(await panel()).toBe("");
  });

  it("finds in code and text, replaces in one step, and undoes it", async () => {
    await bench.show(toText("The word total.", "ts\nconst total = 3;", "ts\ndisplay(total * 2)"));
    await bench.select(1);
    await bench.page.press("/");
    await bench.frame.waitFor(".find input");
    await bench.page.type("total");
    await panelSays("3 found in 3 cells");
    await bench.page.press("Tab");
    await bench.page.type("sum");
    await bench.choose("Replace all", ".panel");
    await bench.sees(1, "The word sum.", "prose");
    expect(await bench.read(3, "code")).toBe("display(sum * 2)");
    expect(await bench.text()).toContain("const sum = 3;");
    await bench.choose("Undo", ".toast");
    await bench.sees(3, "display(total * 2)", "code");
    await bench.sees(1, "The word total.", "prose");
  });

  it("carries out a command found in the palette, and goes to a heading", async () => {
    await bench.show(text);
    await bench.select(2);
    await bench.page.press("Control+k");
    await bench.frame.waitFor(".palette input");
    await bench.page.type("go to: pa");
    expect(
      await bench.frame.evaluate(() => document.querySelectorAll("[role=option]").length)
    ).toBe(1);
    await bench.page.press("Enter");
    await bench.frame.waitFor(() => document.activeElement!.id === "cell-3");
    await bench.page.press("Control+k");
    await bench.frame.waitFor(".palette input");
    await bench.page.type("reader");
    await bench.page.press("Enter");
    await bench.frame.waitFor('.notebook[data-mode="read"]');
    await bench.page.press("Control+k");
    await bench.frame.waitFor(".palette input");
    await bench.page.press("Escape");
    await bench.frame.waitFor(() => !document.querySelector(".palette"));
  });

  it("shows the keyboard map, whose keys do not reach the cells behind it", async () => {
    await bench.show(text);
    await bench.select(2);
    await bench.page.press("?");
    await bench.frame.waitFor(".keymap");
    const rows = await bench.frame.evaluate(() => document.querySelectorAll(".keymap dt").length);
    expect(rows).toBeGreaterThan(25);
    await bench.page.press("d");
    await bench.page.press("d");
    expect(await bench.frame.evaluate("document.querySelectorAll('.cell').length")).toBe(4);
    await bench.page.press("Escape");
    await bench.frame.waitFor(() => !document.querySelector(".keymap"));
    expect(await bench.frame.evaluate("document.activeElement.id")).toBe("cell-2");
  });

  it("asks the page for what only the page can do", async () => {
    await bench.show(text);
    await bench.select(2);
    await bench.page.press("Control+Alt+s");
    expect(await bench.sent("command")).toEqual([{type: "command", name: "share"}]);
  });

  it("hides all editing from readers, and everything but outputs in an app", async () => {
    await bench.show(
      toText("# Title", "ts echo=false\nconst n = 1;\ndisplay(n)", "ts\ndisplay(n + 1)")
    );
    const count = (selector: string) =>
      bench.frame.evaluate(
        (selector: string) => document.querySelectorAll(selector).length,
        selector
      );
    await bench.frame.evaluate("document.querySelector('input[value=edit]').focus()");
    await bench.page.press("ArrowRight");
    expect(await count(".cell-code")).toBe(1);
    expect(await count(".insert, .cell-actions, .cell[tabindex]")).toBe(0);
    await bench.page.press("Shift+h");
    expect(await count(".cell-code")).toBe(0);
    await bench.page.press("Shift+h");
    await bench.click("input[value=app]");
    expect(await count(".cell-code")).toBe(0);
    expect(await bench.read(3)).toBe("2");
    await bench.click("input[value=edit]");
    expect(await count(".cell-code")).toBe(2);
  });

  it("moves through menus by arrows and letters, and leaves them by Esc", async () => {
    await bench.show(text);
    await bench.select(2);
    await bench.choose("More for cell 2");
    const at = () => bench.frame.evaluate(() => document.activeElement!.textContent);
    expect(await at()).toContain("Edit");
    await bench.page.press("ArrowDown");
    expect(await at()).toContain("Duplicate");
    await bench.page.press("ArrowUp");
    await bench.page.press("ArrowUp");
    expect(await at()).toContain("Delete");
    await bench.page.press("m");
    expect(await at()).toContain("Move up");
    await bench.page.press("Escape");
    expect(await bench.frame.evaluate("document.querySelector('[role=menu]')")).toBe(null);
    expect(await bench.frame.evaluate("document.activeElement.getAttribute('aria-label')")).toBe(
      "More for cell 2"
    );
  });

  it("has written no error to the console", () => {
    expect(bench.page.consoleErrors).toEqual([]);
  });
});
