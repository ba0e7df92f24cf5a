// How the notebook looks where it is printed, embedded, small, or drawn in the reader's own colours.
import {afterAll, beforeAll, expect, it} from "vitest";
import {makeReady} from "../../web/document/makeReady.ts";
import {keyOf} from "../../web/document/ready.ts";
import {compileCell} from "../../web/lang/compile.ts";
import type {ShippedFile} from "../../web/protocol.ts";
import {browserOrSkip} from "./launch.ts";
import {openBench, toText, type NotebookBench} from "./notebookBench.ts";

const TEXT = toText("# Title\n\n## Part", "ts\ndisplay(1)", "ts\nconst a = JSON.parse('{');");

browserOrSkip("chromium", "the look of the notebook", (open) => {
  let bench: NotebookBench;
  beforeAll(async () => {
    bench = await openBench(open);
  });
  afterAll(() => bench?.end());

  const isShown = (selector: string) =>
    bench.frame.evaluate(
      (selector: string) =>
        [...document.querySelectorAll(selector)].some((part) => part.checkVisibility()),
      selector
    );

  it("prints cells and nothing that works them", async () => {
    await bench.show(TEXT);
    await bench.select(2);
    expect(await isShown(".toolbar, .insert, .cell-actions, .notebook-contents")).toBe(true);
    await bench.page.emulate({media: "print"});
    expect(await isShown(".toolbar, .insert, .cell-actions, .notebook-contents, .fold")).toBe(
      false
    );
    expect(await isShown(".cell-output")).toBe(true);
    await bench.page.emulate({media: "screen"});
  });

  it("keeps states apart in forced colours, and stands still where motion is reduced", async () => {
    await bench.page.emulate({forcedColors: "active", reducedMotion: "reduce"});
    const bars = await bench.frame.evaluate(() =>
      [...document.querySelectorAll(".cell[data-kind=code]")].map(
        (cell) => getComputedStyle(cell, "::before").backgroundColor
      )
    );
    expect(new Set(bars).size).toBe(2);
    const borders = await bench.frame.evaluate(
      () => getComputedStyle(document.querySelector(".cell-code")!).borderTopWidth
    );
    expect(borders).toBe("1px");
    expect(
      await bench.frame.evaluate(
        () => getComputedStyle(document.querySelector(".cell-outputs")!).transitionDuration
      )
    ).toBe("0s");
    await bench.page.emulate({forcedColors: "none", reducedMotion: "no-preference"});
  });

  it("moves nothing when the editor opens", async () => {
    await bench.show(toText("ts\nconst a = 1;\nconst b = 2;\ndisplay(a + b)", "ts\ndisplay(3)"));
    const places = () =>
      bench.frame.evaluate(() =>
        [...document.querySelectorAll(".cell, .cell-code")].map((part) => {
          const {top, height} = part.getBoundingClientRect();
          return [top, height];
        })
      );
    await bench.select(1);
    const before = await places();
    await bench.page.press("Enter");
    await bench.frame.waitFor(".editing");
    expect(await places()).toEqual(before);
    await bench.frame.waitFor(".code-editor.full .view-line");
    expect(await places()).toEqual(before);
    await bench.page.press("Escape");
    await bench.frame.waitFor(() => !document.querySelector(".editing"));
    expect(await places()).toEqual(before);
  });

  it("edits on a phone in the light editor, and fits there", async () => {
    await bench.page.setViewport(390, 844);
    await bench.show(TEXT);
    await bench.write(2, "display(12)");
    expect(await isShown(".code-editor.light textarea")).toBe(true);
    await bench.click('.cell.current [aria-label^="Run"]');
    await bench.sees(2, "12");
    expect(
      await bench.frame.evaluate(() => document.documentElement.scrollWidth <= innerWidth)
    ).toBe(true);
    await bench.page.setViewport(1280, 900);
  });

  it("tells an embedder how tall it is, again when it grows", async () => {
    await bench.show(TEXT, {as: "embed"});
    const heights = async () =>
      (await bench.sent<{height: number}>("height")).map(({height}) => height);
    await bench.frame.waitFor(() =>
      (globalThis as unknown as {sent: {type: string}[]}).sent.some(({type}) => type === "height")
    );
    const before = (await heights()).at(-1);
    expect(before).toBeGreaterThan(100);
    expect(before).toBeLessThan(700);
    await bench.frame.evaluate(() => {
      document.querySelector<HTMLElement>(".cell")!.style.minHeight = "900px";
    });
    await bench.frame.waitFor(
      (before: number) =>
        (globalThis as unknown as {sent: {type: string; height?: number}[]}).sent.some(
          ({type, height}) => type === "height" && height! > before
        ),
      {args: [before]}
    );
    expect(await isShown(".toolbar")).toBe(false);
  });

  it("has written no error to the console", () => {
    expect(bench.page.consoleErrors).toEqual([]);
  });
});

browserOrSkip("chromium", "saved outputs", (open) => {
  const source = "await new Promise(() => {});";
  const snapshot = JSON.stringify({
    version: 1,
    outputs: {
      [keyOf("ts", source)]: [
        {
          "text/html":
            '<p class="old">41 <b onclick="alert(1)">as it was</b></p><script>document.title = "run"</script>',
          "text/plain": "41"
        }
      ],
      [keyOf("ts", "display(2)")]: [{"text/plain": "an older two"}]
    }
  });
  let bench: NotebookBench;
  beforeAll(async () => {
    bench = await openBench(open);
    const text = toText(`ts\n${source}`, "ts\ndisplay(2)");
    const file: ShippedFile = {text, ready: await makeReady(text, compileCell), snapshot};
    bench.site.answers.push({path: /\/welcome-[^/]*\.json$/, text: JSON.stringify(file)});
  });
  afterAll(() => bench?.end());

  it("shows them until the cell has run, and nothing in them runs", async () => {
    await bench.page.goto(`${bench.site.url}#/safe/open/welcome`);
    await bench.frame.waitFor(".cell");
    await bench.sees(1, "41 as it was");
    await bench.sees(2, "an older two");
    expect(
      await bench.frame.evaluate(
        () => document.querySelectorAll(".saved-output script, .saved-output [onclick]").length
      )
    ).toBe(0);
    await bench.select(2);
    await bench.page.press("Control+Enter");
    await bench.frame.waitFor('.cell[data-status="ok"]');
    expect(await bench.read(2)).toBe("2");
    expect(await bench.read(1)).toBe("41 as it was");
  });
});
