// Cells that are edited and run, and what is said of those that cannot be.
import {afterAll, beforeAll, expect, it} from "vitest";
import {browserOrSkip} from "./launch.ts";
import {openBench, toText, type NotebookBench} from "./notebookBench.ts";

for (const browser of ["chromium", "firefox"] as const) {
  browserOrSkip(browser, "running cells", (open) => {
    let bench: NotebookBench;
    beforeAll(async () => {
      bench = await openBench(open);
    });
    afterAll(() => bench?.end());

    it("runs an edited cell and its readers, and nothing before the reader says so", async () => {
      await bench.show(
        toText("ts\nconst a = 2;\ndisplay(a)", "ts\ndisplay(a * 10)", "ts\ndisplay(7)")
      );
      expect(await bench.read(2)).toBe("20");
      await bench.write(1, "const a = 5;\ndisplay(a)");
      await bench.frame.waitFor('.cell[data-pending="true"]');
      expect(await bench.read(2)).toBe("20");
      await bench.page.press("Control+Enter");
      await bench.sees(2, "50");
      expect(await bench.read(1)).toBe("5");
      expect(await bench.frame.evaluate("document.querySelector('[data-pending]')")).toBe(null);
      // Ctrl-Enter stays in the editor
      expect(await bench.frame.evaluate("document.querySelectorAll('.editing').length")).toBe(1);
    });

    it("goes on after Shift-Enter, inserts after Alt-Enter, and leaves by Esc", async () => {
      await bench.show(toText("ts\nconst a = 2;\ndisplay(a)", "ts\ndisplay(a * 10)"));
      await bench.write(1, "const a = 3; display(a)");
      await bench.page.press("Shift+Enter");
      await bench.sees(2, "30");
      expect(await focused(bench)).toBe(2);
      await bench.page.press("Enter");
      await bench.frame.waitFor(".editing");
      await bench.page.press("Alt+Enter");
      await bench.frame.waitFor(() => document.querySelectorAll(".cell").length === 3);
      await bench.frame.waitFor(".cell:nth-of-type(3) .editing");
      await bench.page.type("display(a + 1)");
      await bench.page.press("Control+Enter");
      await bench.sees(3, "4");
      await bench.page.press("Escape");
      await bench.frame.waitFor(() => !document.querySelector(".editing"));
      expect(await focused(bench)).toBe(3);
    });

    it("says where a syntax error and a runtime error are, and leads there", async () => {
      await bench.show(
        toText(
          "ts\nconst a = 1;\nconst b = = 2;",
          'ts\nconst f = () => {\n  throw new Error("no");\n};\nf()'
        )
      );
      expect(await bench.status(1)).toBe("error");
      expect(await bench.read(1, "note")).toMatch(/line 2/);
      expect(await bench.read(2, "note")).toMatch(/no[^]*line 2/);
      await bench.choose("line 2", ".cell:nth-of-type(2) .cell-error");
      await bench.frame.waitFor(".cell:nth-of-type(2) .editing");
      await bench.frame.waitFor(
        () =>
          document.activeElement!.tagName === "TEXTAREA" ||
          document.activeElement!.closest(".code-editor") !== null
      );
    });

    it("waits for a name whose cell failed, and leads to that cell", async () => {
      await bench.show(toText("ts\ndisplay(y)", "ts\nconst y = missing.z;"));
      expect(await bench.read(1, "note")).toContain("Waiting for cell 2: no cell defines missing");
      await bench.show(toText("ts\ndisplay(x)", "ts\nconst x = JSON.parse('{');"));
      expect(await bench.status(1)).toBe("blocked");
      expect(await bench.read(1, "note")).toContain("Waiting for x (failed in cell 2).");
      await bench.choose("Go to cell 2");
      expect(await focused(bench)).toBe(2);
      await bench.write(2, "const x = 4;");
      await bench.page.press("Control+Enter");
      await bench.sees(1, "4");
    });

    it("cuts an endless loop, names its line and keeps every edit", async () => {
      await bench.show(
        toText("ts limit=0.3\nlet i = 0;\nif (i) {\n}\ndisplay(1)", "ts\ndisplay(2)")
      );
      await bench.write(1, "let i = 0;\nwhile (true) i++;");
      await bench.page.press("Control+Enter");
      await bench.frame.waitFor('.cell[data-status="error"]');
      expect(await bench.read(1, "note")).toMatch(/line 2/);
      expect(await bench.read(1, "code")).toContain("while (true)");
      await bench.page.press("Escape");
      await bench.write(2, "display(3)");
      await bench.page.press("Control+Enter");
      await bench.sees(2, "3");
    });
  });
}

browserOrSkip("chromium", "cells that wait for their reader", (open) => {
  let bench: NotebookBench;
  beforeAll(async () => {
    bench = await openBench(open);
  });
  afterAll(() => bench?.end());

  it("names the cells of a duplicate and of a cycle", async () => {
    await bench.show(
      toText("ts\nconst a = 1;", "ts\nconst a = 2;", "ts\nconst p = q;", "ts\nconst q = p;")
    );
    expect(await bench.read(1, "note")).toContain("a is defined in cell 1, cell 2: rename one");
    expect(await bench.read(2, "note")).toContain("Go to cell 1");
    expect(await bench.read(3, "note")).toMatch(
      /These cells wait for each other: . → . → . \(cell \d, cell \d\)/
    );
    expect(await bench.status(4)).toBe("blocked");
  });

  it("runs manual cells when asked, once-cells once, disabled ones never", async () => {
    await bench.show(
      toText(
        "ts\nconst a = 1;",
        "ts run=manual\ndisplay(a + 10)",
        "ts run=once\ndisplay(a + 20)",
        "ts disabled\nconst d = a + 30;",
        "ts\ndisplay(d)"
      )
    );
    expect(await bench.read(2)).toBe("");
    expect(await bench.read(2, "note")).toContain("Runs only when asked.");
    expect(await bench.read(3)).toBe("21");
    expect(await bench.read(5, "note")).toContain("Waiting for d (cell 4 is disabled)");
    await bench.write(1, "const a = 2;");
    await bench.page.press("Control+Enter");
    await bench.sees(3, "Ran once; runs again when asked.", "note");
    expect(await bench.read(3)).toBe("21");
    await bench.page.press("Escape");
    await bench.select(2);
    await bench.page.press("Control+Enter");
    await bench.sees(2, "12");
    await bench.choose("Enable");
    await bench.sees(5, "32");
    expect(await bench.read(4, "code")).not.toContain("disabled");
  });

  it("stops a cell that waits for something, and says so", async () => {
    await bench.show(toText("ts\nconst a = 1;", "ts run=manual\nawait new Promise(() => {});"));
    await bench.select(2);
    await bench.page.press("Control+Enter");
    await bench.frame.waitFor(
      '.cell[data-status="running"] [role=progressbar], .cell[data-status="running"] .cell-note button'
    );
    await bench.choose("Stop everything", ".toolbar");
    await bench.frame.waitFor('.cell[data-status="cancelled"]');
    expect(await bench.read(2, "note")).toContain("Stopped after");
  });

  it("shows a notebook opened safely without running it, until asked", async () => {
    await bench.show(toText("ts\ndisplay(1 + 1)"), {as: "safe"});
    await bench.sees(1, "Opened without running.", "note");
    expect(await bench.read(1)).toBe("");
    await bench.select(1);
    await bench.page.press("Control+Enter");
    await bench.sees(1, "2");
  });

  it("has written no error to the console", () => {
    expect(bench.page.consoleErrors.filter((line) => !line.includes("favicon"))).toEqual([]);
  });
});

/** The place of the cell that has the focus, from 1. */
function focused(bench: NotebookBench): Promise<number> {
  return bench.frame.evaluate(
    () => [...document.querySelectorAll(".cell")].indexOf(document.activeElement!) + 1
  );
}
