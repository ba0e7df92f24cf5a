// A file of two-time correlations in a reader's hands: dropped, drawn, refused, fitted and taken away.
import {unzipSync} from "fflate";
import {afterAll, beforeAll, expect, it} from "vitest";
import {writeNpz} from "../../worker/heterodyne/data/writeNpy.ts";
import {hdf5File} from "../heterodyne/data/files.ts";
import {browserOrSkip} from "./launch.ts";
import {openBench, type NotebookBench} from "./notebookBench.ts";

const N = 24;
/** Every document remembers the files that it hands to the page, and reads files slowly where it is told to. */
const KEEP = `
  globalThis.taken = {};
  const post = MessagePort.prototype.postMessage;
  MessagePort.prototype.postMessage = function (message, ...more) {
    if (message && message.type === "download")
      globalThis.taken[message.name] = Array.from(new Uint8Array(message.bytes));
    return post.call(this, message, ...more);
  };
  globalThis.slowReads = 0;
  const read = Blob.prototype.arrayBuffer;
  Blob.prototype.arrayBuffer = async function () {
    if (globalThis.slowReads-- > 0) await new Promise((resolve) => setTimeout(resolve, 400));
    return read.call(this);
  };`;

/** Two angles; one element of the second is missing. `spoil` changes the elements. */
function makeFile(
  spoil: (i: number, j: number) => number | undefined = () => undefined
): Uint8Array {
  const matrices = new Float64Array(2 * N * N);
  for (let a = 0; a < 2; a++)
    for (let i = 0; i < N; i++)
      for (let j = 0; j < N; j++)
        matrices[(a * N + i) * N + j] =
          spoil(i, j) ?? 1 + 0.3 * Math.exp(-Math.abs(i - j) / 6) * Math.cos(a * 0.3 * (i - j));
  matrices[N * N + 5] = NaN;
  matrices[N * N + 5 * N] = NaN;
  const times = Float64Array.from({length: N}, (_, k) => 0.25 * k);
  return writeNpz({
    c2_exp: {data: matrices, shape: [2, N, N]},
    phi_angles_list: {data: Float64Array.of(20, 110)},
    wavevector_q_list: {data: Float64Array.of(0.007, 0.007)},
    t1: {data: times},
    t2: {data: times}
  });
}

browserOrSkip("chromium", "a file of two-time correlations", (open) => {
  let bench: NotebookBench;
  beforeAll(async () => {
    bench = await openBench(open, {initScript: KEEP});
    await bench.page.goto(`${bench.site.url}#/open/your-own-xpcs`);
    await bench.frame.waitFor(() => document.querySelectorAll(".cell").length > 20);
    await bench.settled();
  });
  afterAll(() => bench?.end());

  const drop = (name: string, bytes: Uint8Array) =>
    bench.frame.evaluate(
      (name: string, bytes: number[]) => {
        const files = new DataTransfer();
        files.items.add(new File([Uint8Array.from(bytes)], name));
        const input = document.querySelector<HTMLInputElement>("#cell-file input[type=file]")!;
        input.files = files.files;
        for (const type of ["input", "change"])
          input.dispatchEvent(new Event(type, {bubbles: true}));
      },
      name,
      Array.from(bytes)
    );
  /** Colours of a map's diagonal and of its corner. */
  const readMap = (cell: string, nth: number) =>
    bench.frame.evaluate(
      (cell: string, nth: number) => {
        const canvas = document.querySelectorAll<HTMLCanvasElement>(`#cell-${cell} canvas`)[nth];
        const {width, height} = canvas;
        const {data} = canvas.getContext("2d")!.getImageData(0, 0, width, height);
        const at = (x: number, y: number) => {
          const from = 4 * (Math.floor(y * height) * width + Math.floor(x * width));
          return Array.from(data.subarray(from, from + 4)).join();
        };
        return {near: at(0.5, 0.45), far: at(0.02, 0.02), count: width * height};
      },
      cell,
      nth
    );

  it("is fitted, and its results can be taken away", async () => {
    expect(await bench.textOf("foundTable")).toContain("example.npz");
    await bench.click("#cell-fit .cell-note .text-button");
    await bench.says("result", "It ended converged");
    await bench.says("configOut", "Save heterodyne_config.json");
    await bench.settled();
    await bench.frame.evaluate(() => {
      const buttons = document.querySelectorAll<HTMLElement>(
        "#cell-files .value-file button, #cell-configOut .value-file button"
      );
      for (const button of buttons) button.click();
    });
    const names = ["fit.json", "fit.npz", "parameters.csv", "angles.csv", "g2.csv", "heterodyne_config.json"]; // prettier-ignore
    const allTaken = (count: number) =>
      Object.keys((globalThis as unknown as {taken: object}).taken).length === count;
    await bench.frame.waitFor(allTaken, {args: [names.length]});
    const taken = await bench.frame.evaluate(
      () => (globalThis as unknown as {taken: Record<string, number[]>}).taken
    );
    expect(Object.keys(taken).sort()).toEqual(names.sort());
    const text = (name: string) => new TextDecoder().decode(Uint8Array.from(taken[name]));
    const {parameters} = JSON.parse(text("fit.json")) as {
      parameters: {name: string; value: number}[];
    };
    // the example was made with 1000 Å/s; speckles have noise that no error bar knows
    const {value} = parameters.find(({name}) => name === "v0")!;
    expect(Math.abs(value - 1000)).toBeLessThan(60);
    expect(text("parameters.csv")).toContain(`v0,${value},`);
    const members = unzipSync(Uint8Array.from(taken["fit.npz"]));
    expect(members["c2_fitted.npy"].length).toBeGreaterThan(3 * 100 * 100 * 8);
    const config = JSON.parse(text("heterodyne_config.json")) as {
      analyzer_parameters: {temporal: {dt: number}};
    };
    expect(config.analyzer_parameters.temporal.dt).toBe(0.1);
    // the page asks before it saves
    await bench.page.waitFor(() => document.body.textContent.includes("heterodyne_config.json"));
    expect(bench.page.consoleErrors).toEqual([]);
  });

  it("is drawn when it is dropped, with what is odd in it", async () => {
    await drop("mine.npz", makeFile());
    await bench.says("foundTable", "mine\\.npz");
    await bench.settled();
    const found = await bench.textOf("foundTable");
    for (const word of ["0 to 23 of 24", "0.25 s", "0.007 1/Å", "20°, 110°", "NaN"])
      expect(found).toContain(word);
    const map = await readMap("maps", 0);
    expect(map.near).not.toBe(map.far);
    expect(await bench.textOf("maps")).toContain("what counts");
    expect(await bench.textOf("g2Plot")).toContain("20°, by age");
    expect(bench.page.consoleErrors).toEqual([]);
  });

  it.each<[string, string, (i: number, j: number) => number | undefined]>([
    ["zero.npz", "a diagonal above 0", (i, j) => (i === j ? 0 : undefined)],
    ["late.npz", "NaN at frames 0 and 0", (i, j) => (Math.min(i, j) < 3 ? NaN : undefined)]
  ])("is taken where what is left out spoils it: %s", async (name, oddity, spoil) => {
    await drop(name, makeFile(spoil));
    await bench.says("foundTable", name);
    await bench.settled();
    expect(await bench.textOf("foundTable")).toContain(oddity);
    const map = await readMap("maps", 1);
    expect(map.near).not.toBe(map.far);
    expect(bench.page.consoleErrors).toEqual([]);
  });

  it("keeps two frames where the sliders of the first and the last pass each other", async () => {
    await drop("mine.npz", makeFile());
    await bench.says("foundTable", "mine\\.npz");
    await bench.settled();
    const setFirst = (frame: number) =>
      bench.frame.evaluate((frame: number) => {
        const numbers = document.querySelectorAll<HTMLInputElement>(
          "#cell-choose input[type=number]"
        );
        [frame, 4].forEach((value, k) => {
          numbers[k].value = String(value);
          for (const type of ["input", "change"])
            numbers[k].dispatchEvent(new Event(type, {bubbles: true}));
        });
      }, frame);
    await setFirst(10);
    await bench.says("foundTable", "10 to 11 of 24");
  });

  it("says what is wrong with one that is broken, and recovers", async () => {
    await drop("broken.npz", new TextEncoder().encode("hello, this is no archive"));
    await bench.says(
      "contents",
      "expected broken\\.npz as a NumPy \\.npz or \\.npy file or an HDF5 file"
    );
    expect(await bench.textOf("contents")).toContain("hello");
    await drop("cut.npz", makeFile().subarray(0, 3000));
    await bench.says("contents", "cut\\.npz");
    await drop("mine.npz", makeFile());
    await bench.says("foundTable", "mine\\.npz");
    expect(bench.page.consoleErrors).toEqual([]);
  });

  it("is read by HDF5's own library where a beamline wrote it", async () => {
    // as where the library comes over a slow line
    await bench.frame.evaluate(() => void Object.assign(globalThis, {slowReads: 1}));
    await drop("beamline.hdf", hdf5File("recent"));
    await bench.says("foundTable", "beamline\\.hdf");
    await bench.settled();
    const found = await bench.textOf("foundTable");
    for (const word of ["aps-u", "0 to 11 of 12", "0.1 s", "0.0108 1/Å", "0°, 90°"])
      expect(found).toContain(word);
    const map = await readMap("maps", 0);
    expect(map.near).not.toBe(map.far);
    // that the library was loaded for the first one is not held against the next, which nobody asks for
    await drop("another.hdf", hdf5File("recent"));
    await bench.frame.waitFor(() =>
      document.getElementById("cell-foundTable")!.textContent.includes("another.hdf")
    );
    expect(bench.page.consoleErrors).toEqual([]);
  });
});
