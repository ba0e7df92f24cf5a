// The charts of scattering and sampling under a reader's hands.
import {afterAll, beforeAll, expect, it} from "vitest";
import {browserOrSkip} from "./launch.ts";
import {openBench, type NotebookBench} from "./notebookBench.ts";

const SIDE = 60;
const TEXT = `# Charts

\`\`\`ts
const side = ${SIDE};
const model = Float64Array.from({length: side * side}, (_, k) => Math.exp(-Math.abs((k % side) - Math.floor(k / side)) / 9));
const data = model.map((x, k) => x + 0.05 * Math.sin(k * 12.9898));
const residual = data.map((x, k) => x - model[k]);
const maps = charts.twoTime({data, model, residual}, {dt: 0.1});
display(maps);
\`\`\`

\`\`\`ts
const tau = Float64Array.from({length: 40}, (_, k) => 0.1 * (k + 1));
const curve = (name, rate) => ({name, x: tau, y: tau.map((t) => 1 + 0.3 * Math.exp(-rate * t)), error: tau.map(() => 0.02)});
display(charts.curves([curve("0°", 1), {...curve("90°", 2), points: true}], {x: "Lag (s)", y: "g₂", log: "x"}));
display(charts.angles([{phi: 0, reduced: 1.1}, {phi: 45, reduced: 0.9}, {phi: 90, reduced: 2}]));
\`\`\`

\`\`\`ts
const [u, v, w] = await Promise.all([1, 2, 3].map((stream) => random.normal(3000, {stream})));
display(charts.corner({u, both: u.map((x, i) => x + 0.5 * v[i]), w}, {truth: {u: 0, both: 0, w: 0}}));
display(charts.correlation([1, 0.9, -0.2, 0.9, 1, 0, -0.2, 0, 1], ["u", "both", "w"]));
\`\`\`

\`\`\`ts
async function* steps() {
  for (let k = 0; k < 30; k++) {
    await sleep(5);
    yield {phase: "fit", done: k, total: 30, chi2: 100 / (k + 1)};
  }
}
display(charts.trace(steps(), {log: true}));
\`\`\`
`;

browserOrSkip("chromium", "charts", (open) => {
  let bench: NotebookBench;
  beforeAll(async () => {
    bench = await openBench(open);
    await bench.show(TEXT);
  });
  afterAll(() => bench?.end());

  const readout = () =>
    bench.frame.evaluate(() => document.querySelector(".two-time .readout")!.textContent);
  const boxOf = (nth: number) =>
    bench.frame.evaluate((nth: number) => {
      const {left, top, width, height} = document
        .querySelectorAll(".two-time-map")
        [nth].getBoundingClientRect();
      return {left, top, width, height};
    }, nth);
  const sizes = () =>
    bench.frame.evaluate(() =>
      [...document.querySelectorAll<HTMLCanvasElement>(".two-time canvas")].map(
        ({width, height}) => `${width}×${height}`
      )
    );
  /** Pointer events at shares of a map, from the lower left. */
  const point = async (nth: number, type: string, x: number, y: number) => {
    const {left, top, width, height} = await boxOf(nth);
    const place = {clientX: left + x * width, clientY: top + (1 - y) * height};
    await bench.frame.evaluate(
      (nth: number, type: string, init: PointerEventInit) =>
        document
          .querySelectorAll<HTMLElement>(".two-time-map")
          [nth].dispatchEvent(new PointerEvent(type, {bubbles: true, ...init})),
      nth,
      type,
      {...place, pointerId: 1, button: 0}
    );
  };
  const press = (key: string) =>
    bench.frame.evaluate((key: string) => {
      const map = document.querySelectorAll<HTMLElement>(".two-time-map")[1];
      map.focus();
      map.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true}));
    }, key);

  it("draw without an error", async () => {
    expect(await bench.frame.evaluate(() => document.querySelectorAll(".cell-error").length)).toBe(
      0
    );
    expect(await sizes()).toEqual([`${SIDE}×${SIDE}`, `${SIDE}×${SIDE}`, `${SIDE}×${SIDE}`]);
  });

  it("write times as numbers, and the whole of a legend", async () => {
    const ticks = await bench.frame.evaluate(() =>
      [...document.querySelectorAll('[aria-label="x-axis tick label"]')]
        .map((axis) => [...axis.querySelectorAll("text")].map(({textContent}) => textContent))
    ); // prettier-ignore
    expect(ticks[0]).toContain("0.1");
    const numbers = await bench.frame.evaluate(() =>
      [...document.querySelectorAll("svg[class*='-ramp']")].flatMap((legend) => {
        const {left, right} = legend.getBoundingClientRect();
        return [...legend.querySelectorAll("text")].map((text) => {
          const box = text.getBoundingClientRect();
          return {text: text.textContent, isWhole: box.left >= left && box.right <= right};
        });
      })
    );
    expect(numbers.map(({text}) => text)).toContain("−1.0");
    expect(numbers.filter(({isWhole}) => !isWhole)).toEqual([]);
  });

  it("read all maps at one place", async () => {
    await point(0, "pointermove", 0.501, 0.251);
    const text = await readout();
    const lag = Math.exp(-15 / 9);
    expect(text).toContain("t₁ = 3 s, t₂ = 1.5 s");
    expect(text).toContain(`model ${Number(lag.toPrecision(4))}`);
    expect(text).toMatch(/data [\d.]+, model [\d.]+, residual −?[\d.]+/);
  });

  it("zoom together by a drag, and back by the button", async () => {
    await bench.frame.evaluate(() => {
      Element.prototype.setPointerCapture = () => undefined; // of made-up pointers there is nothing to capture
    });
    await point(2, "pointerdown", 0.251, 0.501);
    await point(2, "pointermove", 0.4, 0.6);
    await point(2, "pointermove", 0.498, 0.748);
    await point(2, "pointerup", 0.498, 0.748);
    expect(await sizes()).toEqual(["15×15", "15×15", "15×15"]);
    await bench.click(".two-time-whole");
    expect((await sizes())[0]).toBe(`${SIDE}×${SIDE}`);
  });

  it("answer the keyboard", async () => {
    for (const key of ["ArrowRight", "ArrowUp", "+"]) await press(key);
    expect(await readout()).toMatch(/t₁ = [\d.]+ s/);
    expect((await sizes())[0]).toBe("36×36");
    await press("0");
    expect((await sizes())[0]).toBe(`${SIDE}×${SIDE}`);
  });

  it("say what they show", async () => {
    const labels = await bench.frame.evaluate(() =>
      [...document.querySelectorAll(".two-time-map, .corner svg")].map((map) =>
        map.getAttribute("aria-label")
      )
    );
    // data and model share a scale, off the diagonal; the residual's is even
    const off = Array.from({length: SIDE * SIDE}, (_, k) => k).filter((k) => k % (SIDE + 1) !== 0);
    const noise = (k: number) => 0.05 * Math.sin(k * 12.9898);
    const model = (k: number) => Math.exp(-Math.abs((k % SIDE) - Math.floor(k / SIDE)) / 9);
    const round = (x: number) => String(Number(x.toPrecision(3))).replace("-", "−");
    const low = Math.min(...off.map((k) => model(k) + Math.min(0, noise(k))));
    const high = Math.max(...off.map((k) => model(k) + Math.max(0, noise(k))));
    const limit = round(Math.max(...off.map((k) => Math.abs(noise(k)))));
    const range = `colours from ${round(low)} to ${round(high)}`;
    expect(labels.slice(0, 3)).toEqual([
      `data: ${SIDE} × ${SIDE} frames, ${range}`,
      `model: ${SIDE} × ${SIDE} frames, ${range}`,
      `residual: ${SIDE} × ${SIDE} frames, colours from −${limit} to ${limit}`
    ]);
    expect(labels.at(-1)).toContain("3000 samples of u, both, w");
  });

  it("follow a run to its end", async () => {
    await bench.frame.waitFor(() => document.querySelectorAll(".trace svg circle").length > 0);
    expect(await bench.frame.evaluate(() => document.querySelector(".trace-empty"))).toBeNull();
  });
});
