// Text, inline results, controls, marks, attached files, saved outputs: what a notebook tells around its code.
import {afterAll, beforeAll, expect, it} from "vitest";
import {browserOrSkip} from "./launch.ts";
import {openBench, toText, type NotebookBench} from "./notebookBench.ts";

for (const browser of ["chromium", "firefox"] as const) {
  browserOrSkip(browser, "text and controls", (open) => {
    let bench: NotebookBench;
    beforeAll(async () => {
      bench = await openBench(open);
    });
    afterAll(() => bench?.end());

    const slide = (value: number) =>
      bench.frame.evaluate((to: number) => {
        const input = document.querySelector<HTMLInputElement>(".cell input[type=range]")!;
        input.value = String(to);
        input.dispatchEvent(new Event("input", {bubbles: true}));
      }, value);
    const withSlider = toText(
      'ts\nconst n = view(Inputs.range([0, 10], {label: "n", step: 1, value: 3}));',
      "ts\ndisplay(n * 2)",
      "ts\ndisplay(Symbol.for('x') ? performance.now() : 0)",
      "Twice is **${n * 2}**."
    );

    it("runs only the readers of a control that moves, and inline results with them", async () => {
      await bench.show(withSlider);
      await bench.sees(2, "6");
      await bench.sees(4, "Twice is 6.", "prose");
      const other = await bench.read(3);
      await slide(7);
      await bench.sees(2, "14");
      await bench.sees(4, "Twice is 14.", "prose");
      expect(await bench.read(3)).toBe(other);
    });

    it("never leaves old words beside new results, however long an inline result takes", async () => {
      const slowly =
        "(() => { const from = performance.now(); while (performance.now() - from < 320); return n; })()";
      await bench.show(
        toText(
          'ts\nconst n = view(Inputs.range([0, 10], {label: "n", step: 1, value: 3}));',
          `It is **\${${slowly}}**.`
        )
      );
      for (const value of [4, 5, 6]) {
        await slide(value);
        await bench.sees(2, `It is ${value}.`, "prose");
      }
    });

    it("has a control's value again after a reload", async () => {
      await bench.show(withSlider);
      await slide(9);
      await bench.sees(2, "18");
      await bench.frame.waitFor(() =>
        (globalThis as unknown as {sent: {type: string}[]}).sent.some(
          ({type}) => type === "controls"
        )
      );
      expect(await bench.sent("controls")).toEqual([{type: "controls", controls: {n: 9}}]);
      // the page writes it down when it hears of it
      await bench.page.waitFor(
        () => (history.state as {controls?: {n: number}} | null)?.controls?.n === 9
      );
      await bench.page.evaluate(() => {
        Object.assign(globalThis, {isOld: true});
        // once this has been answered
        setTimeout(() => location.reload(), 100);
      });
      await bench.page.waitFor(() => !("isOld" in globalThis));
      await bench.frame.waitFor(".cell .cell-output");
      await bench.sees(2, "18");
    });

    it("edits text in place, and its expressions follow", async () => {
      await bench.show(toText("ts\nconst a = 4;", "Old words."));
      await bench.write(2, "# New\n\nFour is ${a}.");
      await bench.sees(2, "Four is 4.", "prose");
      // a line at the end of a text is typed before there is anything on it
      await bench.page.press("Enter");
      await bench.page.press("Enter");
      await bench.page.type("More.");
      await bench.sees(2, "More.", "prose");
      await bench.page.press("Escape");
      await bench.frame.waitFor(() => !document.querySelector(".editing"));
      expect(await bench.text()).toContain("# New\n\nFour is ${a}.\n\nMore.\n");
      expect(
        await bench.frame.evaluate(() => document.querySelector(".notebook-contents")!.textContent)
      ).toContain("New");
    });
  });
}

browserOrSkip("chromium", "what is said around cells", (open) => {
  let bench: NotebookBench;
  beforeAll(async () => {
    bench = await openBench(open);
  });
  afterAll(() => bench?.end());

  it("marks what cannot be reproduced, and leads to it", async () => {
    await bench.show(
      toText("ts\nconst list = [1];", "ts\nconst r = Math.random() + Date.now();\nlist.push(r);")
    );
    await bench.frame.waitFor(".cell-marks li");
    const marks = await bench.frame.evaluate(() =>
      [...document.querySelectorAll(".cell-marks li span")].map((mark) => mark.textContent)
    );
    expect(marks).toHaveLength(3);
    expect(marks[0]).toMatch(/^Math\.random.* gives other values on every run/);
    expect(marks[2]).toContain("changes a value of another cell");
    await bench.click(".cell-marks li:last-child button");
    await bench.frame.waitFor(".cell:nth-of-type(2) .editing");
  });

  it("tells those who listen of failures and acts, again if they are the same", async () => {
    await bench.show(toText("ts\nconst a = JSON.parse('{');", "ts\ndisplay(2)", "ts\ndisplay(3)"));
    const spoken = () =>
      bench.frame.evaluate(() => document.querySelector("[aria-live]")!.textContent);
    expect(await spoken()).toMatch(/^cell 1 failed: /);
    await bench.select(3);
    await bench.page.press("d");
    await bench.page.press("d");
    const first = await spoken();
    expect(first).toBe("Deleted cell 3.");
    await bench.choose("Undo", ".toast");
    await bench.select(3);
    await bench.page.press("d");
    await bench.page.press("d");
    const second = await spoken();
    expect(second.trim()).toBe("Deleted cell 3.");
    expect(second).not.toBe(first);
  });

  it("keeps a dropped file with the notebook and offers a cell that reads it", async () => {
    await bench.show(toText("ts\ndisplay(1)"));
    await bench.frame.evaluate(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(["x,y\n1,2\n3,4\n"], "my data.csv", {type: "text/csv"}));
      const target = document.querySelector(".notebook-cells")!;
      for (const type of ["dragover", "drop"])
        target.dispatchEvent(
          new DragEvent(type, {bubbles: true, cancelable: true, dataTransfer: transfer})
        );
    });
    await bench.frame.waitFor(".toast");
    expect((await bench.sent("keep"))[0]).toMatchObject({name: "my data.csv", size: 12});
    await bench.choose("Insert a cell that reads it", ".toast");
    await bench.sees(
      2,
      'const myData = await FileAttachment("my data.csv").csv({typed: true});\ndisplay(myData);',
      "code"
    );
    await bench.frame.waitFor(".cell:nth-of-type(2) table");
    expect(await bench.read(2)).toMatch(/2 rows × 2 columns/);
  });

  it("goes through cells by arrows and J and K, with one stop for Tab", async () => {
    await bench.show(toText("ts\ndisplay(1)", "ts\ndisplay(2)", "ts\ndisplay(3)"));
    const stops = () =>
      bench.frame.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>(".cell")].map((cell) => cell.tabIndex)
      );
    const at = () =>
      bench.frame.evaluate(() => (document.activeElement as HTMLElement).dataset.cell);
    expect(await stops()).toEqual([0, -1, -1]);
    await bench.select(1);
    await bench.page.press("ArrowDown");
    await bench.page.press("j");
    expect(await at()).toBe("3");
    expect(await stops()).toEqual([-1, -1, 0]);
    await bench.page.press("k");
    expect(await at()).toBe("2");
    await bench.page.press("Tab");
    await bench.frame.waitFor(
      () => document.activeElement!.getAttribute("aria-label") === "Run cell 2"
    );
  });

  it("has written no error to the console", () => {
    expect(bench.page.consoleErrors).toEqual([]);
  });
});
