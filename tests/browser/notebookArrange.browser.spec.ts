// What a reader does to cells: insert, delete, move, fold, set options, and take it back.
import {afterAll, beforeAll, expect, it} from "vitest";
import {browserOrSkip} from "./launch.ts";
import {openBench, toText, type NotebookBench} from "./notebookBench.ts";

browserOrSkip("chromium", "arranging cells", (open) => {
  let bench: NotebookBench;
  beforeAll(async () => {
    bench = await openBench(open);
  });
  afterAll(() => bench?.end());

  const codes = () =>
    bench.frame.evaluate(() =>
      [...document.querySelectorAll(".cell")].map((cell) =>
        cell.querySelector(".code-box > .code, .cell-prose")!.textContent.trim()
      )
    );
  const becomes = async (list: string[]) => {
    await bench.frame
      .waitFor(
        (wanted: string) =>
          String(
            [...document.querySelectorAll(".cell")].map((cell) =>
              cell.querySelector(".code-box > .code, .cell-prose")!.textContent.trim()
            )
          ) === wanted,
        {args: [String(list)], timeout: 5000}
      )
      .catch(async () => expect(await codes()).toEqual(list));
  };
  const three = toText("ts\nconst a = 1;", "ts\ndisplay(a)", "ts\ndisplay(3)");
  const [A, B, C] = ["const a = 1;", "display(a)", "display(3)"];

  it("deletes by d d, and the toast brings the cell and its result back", async () => {
    await bench.show(three);
    await bench.select(1);
    await bench.page.press("d");
    await bench.page.press("d");
    await becomes([B, C]);
    await bench.sees(1, "No cell defines a", "note");
    expect(await bench.frame.evaluate("document.querySelector('.toast').textContent")).toContain(
      "Deleted cell 1."
    );
    await bench.choose("Undo", ".toast");
    await becomes([A, B, C]);
    await bench.sees(2, "1");
  });

  it("undoes an act without what was typed after it, and redoes it", async () => {
    await bench.show(three);
    await bench.select(3);
    await bench.page.press("d");
    await bench.page.press("d");
    await bench.write(2, "display(a + 5)");
    await bench.page.press("Escape");
    await bench.page.press("Control+z");
    await becomes([A, "display(a + 5)", C]);
    await bench.page.press("Control+Shift+z");
    await becomes([A, "display(a + 5)"]);
  });

  it("inserts above, below and text by keys", async () => {
    await bench.show(toText("ts\ndisplay(1)"));
    await bench.select(1);
    await bench.page.press("b");
    await bench.frame.waitFor(".cell:nth-of-type(2) .code-editor.full");
    await bench.page.type("display(2)");
    await bench.page.press("Control+Enter");
    await bench.sees(2, "2");
    await bench.page.press("Escape");
    await bench.page.press("k");
    await bench.page.press("a");
    await bench.frame.waitFor(".cell:nth-of-type(1) .code-editor.full");
    await bench.page.type("display(0)");
    await bench.page.press("Escape");
    await bench.page.press("m");
    await bench.frame.waitFor('.cell:nth-of-type(2)[data-kind="prose"] .code-editor.full');
    await bench.page.type("Some *words*.");
    await bench.sees(2, "Some words.", "prose");
    await bench.page.press("Escape");
    await becomes(["display(0)", "Some words.", "display(1)", "display(2)"]);
  });

  it("moves by keys and by drag, keeps the focus, and keeps results", async () => {
    await bench.show(three);
    await bench.select(1);
    await bench.page.press("Alt+ArrowDown");
    await becomes([B, A, C]);
    expect(await bench.frame.evaluate("document.activeElement.dataset.cell")).toBe("1");
    expect(await bench.read(1)).toBe("1");
    await bench.page.press("Alt+ArrowUp");
    await becomes([A, B, C]);
    await bench.frame.evaluate(() => {
      const [first, , last] = document.querySelectorAll<HTMLElement>(".cell");
      first.dispatchEvent(new PointerEvent("pointerenter"));
      const transfer = new DataTransfer();
      const {bottom} = last.getBoundingClientRect();
      const send = (target: Element, type: string, clientY = 0) =>
        target.dispatchEvent(
          new DragEvent(type, {bubbles: true, cancelable: true, dataTransfer: transfer, clientY})
        );
      send(first.querySelector(".grip")!, "dragstart");
      send(last, "dragover", bottom - 1);
      send(last, "drop", bottom - 1);
    });
    await becomes([B, C, A]);
    await bench.page.press("z");
    await becomes([A, B, C]);
  });

  it("duplicates, folds and hides code, and writes options into the info string", async () => {
    await bench.show(three);
    const menu = async (item: string) => {
      await bench.select(3);
      await bench.choose("More for cell 3");
      await bench.choose(item, "[role=menu]");
    };
    await menu("Duplicate");
    await becomes([A, B, C, C]);
    await menu("Fold the code");
    await bench.frame.waitFor(".cell:nth-of-type(3) .summary");
    await menu("Only when asked");
    await menu("Disable");
    await menu("Hide the code from readers");
    await bench.sees(3, "Disabled", "note");
    expect(await bench.text()).toContain("```ts run=manual disabled echo=false\ndisplay(3)\n```");
    await bench.choose("Read", ".toolbar .segments").catch(() => bench.click("input[value=read]"));
    expect(await bench.frame.evaluate("document.querySelectorAll('.cell-code').length")).toBe(3);
    await bench.click("input[value=edit]");
    await menu("JavaScript");
    expect(await bench.text()).toContain("```js run=manual");
  });

  it("folds sections by their heading, and opens them for whoever goes there", async () => {
    await bench.show(
      toText(
        "# Title",
        "## One",
        "ts\ndisplay(1)",
        "### Deeper",
        "ts\ndisplay(2)",
        "## Two",
        "ts\ndisplay(3)"
      )
    );
    const hidden = () =>
      bench.frame.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>(".cell")].map((cell) => cell.hidden)
      );
    await bench.choose("Fold the section One");
    expect(await hidden()).toEqual([false, true, true, true, false, false]);
    await bench.select(1);
    await bench.page.press("ArrowDown");
    expect(await bench.frame.evaluate("document.activeElement.textContent")).toContain("Two");
    await bench.choose("Deeper", ".notebook-contents");
    expect(await hidden()).not.toContain(true);
  });

  it("offers beginnings in an empty notebook", async () => {
    await bench.show("\n");
    await bench.click(".beginning:nth-of-type(2)");
    await bench.frame.waitFor(".cell .cell-output svg");
  });

  it("has written no error to the console", () => {
    expect(bench.page.consoleErrors).toEqual([]);
  });
});
