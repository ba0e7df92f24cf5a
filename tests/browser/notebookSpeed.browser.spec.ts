// How fast the notebook answers. Times are printed, not judged; what is judged does not depend on them.
import {afterAll, beforeAll, expect, it} from "vitest";
import {browserOrSkip} from "./launch.ts";
import {openBench, toText, type NotebookBench} from "./notebookBench.ts";

browserOrSkip("chromium", "the notebook's speed", (open) => {
  let bench: NotebookBench;
  beforeAll(async () => {
    bench = await openBench(open);
  });
  afterAll(() => bench?.end());

  it("draws a trivial cell's result soon after the key", async () => {
    await bench.show(toText("ts\ndisplay(1)"));
    const times: number[] = [];
    for (let n = 2; n < 9; n++) {
      await bench.write(1, `display(${n})`);
      await bench.frame.evaluate((text: string) => {
        const found = {time: NaN};
        let start = NaN;
        addEventListener("keydown", (event) => (start = event.timeStamp), {
          capture: true,
          once: true
        });
        new MutationObserver((_, observer) => {
          if (document.querySelector(".cell-outputs")!.textContent.trim() !== text) return;
          observer.disconnect();
          // the frame in which it is on the screen
          requestAnimationFrame(() => setTimeout(() => (found.time = performance.now() - start)));
        }).observe(document.querySelector(".cell")!, {childList: true, subtree: true});
        Object.assign(globalThis, {found});
      }, String(n));
      await bench.page.press("Control+Enter");
      await bench.frame.waitFor(
        () => !Number.isNaN((globalThis as unknown as {found: {time: number}}).found.time)
      );
      times.push(await bench.frame.evaluate("found.time"));
      expect(await bench.read(1)).toBe(String(n));
    }
    times.sort((a, b) => a - b);
    console.log(`key to drawn result: ${times.map((time) => time.toFixed(0)).join(", ")} ms`);
  });

  it("opens 500 cells, each reading the one before, and runs them all", async () => {
    const cells = Array.from({length: 500}, (_, i) =>
      i === 0
        ? "ts\nconst v0 = 1;\ndisplay(v0)"
        : `ts\nconst v${i} = v${i - 1} + 1;\ndisplay(v${i})`
    );
    await bench.show("ts");
    const start = Date.now();
    await bench.show(toText(...cells));
    const seen = Date.now() - start;
    const [ran, drawn] = await bench.frame.evaluate(() => {
      const last = document.querySelectorAll(".cell")[499].querySelector(".cell-outputs")!;
      return [performance.now(), last.textContent.trim()];
    });
    expect(drawn).toBe("500");
    console.log(
      `500 cells: seen done after ${seen} ms, frame alive for ${Math.round(Number(ran))} ms`
    );
  });
});
