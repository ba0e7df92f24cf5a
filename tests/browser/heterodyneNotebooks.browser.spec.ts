// The heterodyne notebooks under a reader's hands: sliders that change a map, a fit with its errors, four programs.
import {afterAll, beforeAll, expect, it} from "vitest";
import {browserOrSkip} from "./launch.ts";
import {openBench, type NotebookBench} from "./notebookBench.ts";

/** The parameters that the fit is given at first. */
const FITTED = 10;

browserOrSkip("chromium", "the heterodyne notebooks", (open) => {
  let bench: NotebookBench;
  beforeAll(async () => {
    bench = await openBench(open);
  });
  afterAll(() => bench?.end());

  const visit = async (name: string) => {
    await bench.page.goto("about:blank");
    await bench.page.goto(`${bench.site.url}#/open/${name}`);
    await bench.frame.waitFor(() => document.querySelectorAll(".cell").length > 10);
    await bench.settled();
  };
  const textOf = (cell: string) =>
    bench.frame.evaluate(
      (cell: string) => document.querySelector(`#cell-${cell} .cell-outputs`)!.textContent,
      cell
    );
  /** Sets a slider's number, or chooses the nth of a menu or of buttons, as a reader does. */
  const set = (cell: string, nth: number, value: number) =>
    bench.frame.evaluate(
      (cell: string, nth: number, value: number) => {
        const root = document.getElementById(`cell-${cell}`)!;
        const numbers = root.querySelectorAll<HTMLInputElement>("input[type=number]");
        numbers[nth].value = String(value);
        for (const type of ["input", "change"])
          numbers[nth].dispatchEvent(new Event(type, {bubbles: true}));
      },
      cell,
      nth,
      value
    );
  const select = (cell: string, option: number) =>
    bench.frame.evaluate(
      (cell: string, option: number) => {
        const menu = document.querySelector<HTMLSelectElement>(`#cell-${cell} select`)!;
        menu.selectedIndex = option;
        menu.dispatchEvent(new Event("input", {bubbles: true}));
      },
      cell,
      option
    );
  const press = (cell: string, button: number) =>
    bench.frame.evaluate(
      (cell: string, button: number) =>
        document
          .querySelectorAll<HTMLInputElement>(`#cell-${cell} input[type=radio]`)
          [button].click(),
      cell,
      button
    );
  /** The pictures of a cell's maps. */
  const pictures = (cell: string) =>
    bench.frame.evaluate(
      (cell: string) =>
        [...document.querySelectorAll<HTMLCanvasElement>(`#cell-${cell} canvas`)].map((canvas) =>
          canvas.toDataURL()
        ),
      cell
    );
  /** Numbers of a table's column, minus signs as they are typed. */
  const column = (cell: string, title: string) =>
    bench.frame.evaluate(
      (cell: string, title: string) => {
        const table = document.querySelector(`#cell-${cell} table`)!;
        const titles = [...table.querySelectorAll("th")].map(({textContent}) => textContent.trim());
        const at = titles.indexOf(title);
        return [...table.querySelectorAll("tbody tr")].map((row) => {
          // a row may begin with a cell for a box that is not shown
          const text = [...row.children].at(at - titles.length)?.textContent ?? "";
          return Number(text.replace("−", "-").replaceAll(",", ""));
        });
      },
      cell,
      title
    );

  it("follow the sliders with the map, its readout and its time", async () => {
    await visit("heterodyne-tour");
    const first = await pictures("map");
    expect(first).toHaveLength(2);
    expect(first[0]).not.toBe(first[1]);
    await bench.frame.evaluate(() => {
      const map = document.querySelector<HTMLElement>("#cell-map .two-time-map")!;
      map.dispatchEvent(new KeyboardEvent("keydown", {key: "ArrowRight", bubbles: true}));
      for (let k = 0; k < 40; k++)
        map.dispatchEvent(new KeyboardEvent("keydown", {key: "ArrowUp", bubbles: true}));
    });
    const readout = await textOf("map");
    expect(readout).toMatch(/at φ 0\.\d+, at φ \+ 90° 0\.\d+/);
    expect(await textOf("drawn")).toMatch(
      /300×300 took [\d.]+ ms to compute and [\d.]+ ms to draw/
    );
    // v₀ changes the fringes along the flow, and hardly anything across it
    await set("theta", 6, 1600);
    await bench.settled();
    const faster = await pictures("map");
    expect(faster[0]).not.toBe(first[0]);
    expect(await textOf("map")).not.toBe(readout);
    await select("preset", 1);
    await bench.settled();
    const velocity = await bench.frame.evaluate(
      () => document.querySelectorAll<HTMLInputElement>("#cell-theta input[type=number]")[6].value
    );
    expect(Number(velocity)).toBe(5000);
    expect((await pictures("map"))[0]).not.toBe(faster[0]);
    expect(bench.page.consoleErrors).toEqual([]);
  });

  it("show what a map cannot tell, and what it can", async () => {
    await visit("heterodyne-tour");
    const largest = () =>
      bench.frame.evaluate(() =>
        Number(/The largest difference is ([\d.e-]+)/.exec(document.body.textContent)![1].replace(/[.:]$/, ""))
      ); // prettier-ignore
    for (const twin of [0, 1, 2, 3]) {
      await press("twinChoice", twin);
      await bench.settled();
      expect(await largest()).toBeLessThan(1e-11);
    }
    await press("twinChoice", 4);
    await bench.settled();
    expect(await largest()).toBeGreaterThan(0.005);
  });

  it("fit what they made: the truth within errors, maps, a profile", async () => {
    await visit("fit-two-time");
    const off = await column("table", "off by, in errors");
    expect(off).toHaveLength(FITTED);
    expect(Math.max(...off.map(Math.abs))).toBeLessThan(3);
    expect(new Set(off).size).toBeGreaterThan(5);
    expect(await textOf("notes")).toContain("f2 was held");
    expect(await textOf("fit")).toContain("chi2");
    expect(new Set(await pictures("maps")).size).toBe(3);
    const before = await pictures("maps");
    await select("place", 2);
    await bench.settled();
    expect((await pictures("maps"))[0]).not.toBe(before[0]);
    const told = await textOf("profileTold");
    expect(told).toMatch(/Rise 1: −0\.\d+ to −0\.\d+/);
    await select("which", 4);
    await bench.settled();
    expect(await textOf("profileTold")).toMatch(/Rise 1: (79|80)\d\.\d+ to 80\d\.\d+/);
    // ten times the noise, larger errors
    const errors = await column("table", "error");
    await set("made", 1, 0.1);
    await bench.settled();
    const wider = await column("table", "error");
    expect(wider[4] / errors[4]).toBeGreaterThan(5);
    expect(bench.page.consoleErrors).toEqual([]);
  });

  it("set four programs side by side", async () => {
    await visit("four-semantics");
    expect(new Set(await pictures("mapsShown")).size).toBe(3);
    const [v1, v2] = await column("differencesTable", "largest difference");
    expect(v1).toBeLessThan(0.02);
    expect(v2).toBeGreaterThan(5 * v1);
    await press("controls", 1);
    await bench.settled();
    const [, kept] = await column("differencesTable", "largest difference");
    expect(kept).toBeGreaterThan(1.5 * v2);
    const bias = await column("biasTable", "largest bias, in errors");
    expect(bias[1]).toBeLessThan(3);
    expect(bias[2]).toBeGreaterThan(10);
    // not by the flow's direction, whose sign is another one in v2
    expect(bias[2]).toBeLessThan(40);
    await select("madeBy", 2);
    await bench.settled();
    const turned = await column("biasTable", "largest bias, in errors");
    expect(turned[2]).toBeLessThan(3);
    expect(turned[0]).toBeGreaterThan(10);
    expect(bench.page.consoleErrors).toEqual([]);
  });
});
