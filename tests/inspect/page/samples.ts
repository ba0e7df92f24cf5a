// One value of each kind that the inspector must draw.
import * as PlotModule from "@observablehq/plot";
import {withMemory} from "../../../web/stdlib/plotMemory.ts";

export const Plot = withMemory(PlotModule);

/** Numbers that are the same on every machine. */
function makeNoise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296 - 0.5;
  };
}

const noise = makeNoise(7);
const wave = Float64Array.from({length: 10_000}, (_, i) => Math.sin(i / 700) + 0.3 * noise());
const peaked = new Float32Array(2_000_000);
peaked[1_234_567] = 40;
const gaps = Float64Array.from(wave.subarray(0, 400), (x, i) => (i % 90 < 12 ? NaN : x));
gaps[300] = Infinity;

const letters = "abcdefghij";
export const people = Array.from({length: 100_000}, (_, i) => ({
  id: i,
  name: `${letters[i % 10]}${letters[(7 * i) % 10]}-${i % 997}`,
  height: 1.7 + 0.3 * noise(),
  born: new Date(Date.UTC(1950 + (i % 60), i % 12, 1 + (i % 28))),
  group: i % 2 ? "treated" : "control",
  note: i % 5 === 0 ? null : i % 3 === 0 ? "=1+1" : undefined
}));

class Point {
  x = 1;
  y = 2;
  get length(): number {
    return Math.hypot(this.x, this.y);
  }
}

const cyclic: Record<string, unknown> = {name: "loop"};
cyclic.self = cyclic;

function revoked(): object {
  const {proxy, revoke} = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

const hostile = new Proxy(
  {},
  {
    get() {
      throw new Error("no reading");
    },
    ownKeys() {
      throw new Error("no keys");
    },
    getPrototypeOf() {
      throw new Error("no prototype");
    }
  }
);

const unprintable = {
  get trap(): never {
    // eslint-disable-next-line @typescript-eslint/only-throw-error
    throw {toString: () => Promise.reject(new Error("never"))};
  }
};

const circle = () => {
  const canvas = document.createElement("canvas");
  canvas.width = 120;
  canvas.height = 60;
  const context = canvas.getContext("2d")!;
  context.fillStyle = "teal";
  context.arc(60, 30, 24, 0, 7);
  context.fill();
  return canvas;
};

const drawing = () => {
  const parsed = new DOMParser().parseFromString(
    `<svg xmlns="http://www.w3.org/2000/svg" width="160" height="40"><rect width="160" height="40" rx="6" fill="none" stroke="currentColor"/><g fill="currentColor"><g fill="currentColor"><text x="12" y="26">a drawing</text></g><circle cx="140" cy="20" r="8" style="fill: var(--accent)"/></g></svg>`,
    "image/svg+xml"
  );
  return document.importNode(parsed.documentElement, true);
};

/** A run as the engine gives it: some progress, then a value. */
function makeRun(phase: string, steps: number, wait: number): unknown {
  let status = "running";
  let stop: () => void = () => undefined;
  const cancelled = new Promise<never>((_, reject) => {
    stop = () => reject(new DOMException("run: cancelled", "AbortError"));
  });
  cancelled.catch(() => undefined);
  let done = 0;
  const over = (async () => {
    while (done < steps && status === "running") {
      await Promise.race([new Promise((resolve) => setTimeout(resolve, wait)), cancelled]);
      done += 1;
    }
    status = "done";
    return Float64Array.of(1, 2, 3);
  })();
  over.catch(() => undefined);
  return {
    get status() {
      return status;
    },
    cancel() {
      status = "cancelled";
      stop();
    },
    then: over.then.bind(over),
    async *[Symbol.asyncIterator]() {
      while (status === "running") {
        yield {phase, done, total: steps};
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
    }
  };
}

const time = Array.from({length: 200}, (_, i) => ({t: i / 20, v: Math.sin(i / 20), run: "a"}));
const twoRuns = [...time, ...time.map(({t, v}) => ({t, v: v * 0.5 + 1, run: "b"}))];
const cloud = Array.from({length: 400}, () => {
  const x = 4 * noise();
  return {x, y: x + 0.6 * noise(), weight: 1 + noise()};
});

export const plots: Record<string, () => Element> = {
  "line plot": () =>
    Plot.plot({
      title: "Two decays",
      caption: "Made up for this test",
      height: 240,
      color: {legend: true},
      x: {label: "time (s)"},
      y: {label: "velocity (m/s)", grid: true},
      marks: [Plot.ruleY([0]), Plot.lineY(twoRuns, {x: "t", y: "v", stroke: "run"})]
    }),
  "histogram plot": () =>
    Plot.rectY(cloud, Plot.binX({y: "count"}, {x: "weight"})).plot({height: 200}),
  "bar plot": () =>
    Plot.plot({
      height: 180,
      marks: [
        Plot.barY(
          [
            {fruit: "apple", kg: 12},
            {fruit: "pear", kg: 7},
            {fruit: "fig", kg: 3}
          ],
          {x: "fruit", y: "kg"}
        ),
        Plot.ruleY([0])
      ]
    }),
  "scatter plot": () =>
    Plot.plot({
      height: 240,
      color: {legend: true},
      marks: [Plot.dot(cloud, {x: "x", y: "y", fill: "weight"})]
    }),
  "faceted plot": () =>
    Plot.plot({
      height: 200,
      fx: {label: "run"},
      marks: [Plot.lineY(twoRuns, {x: "t", y: "v", fx: "run"})]
    })
};

export const samples: Record<string, () => unknown> = {
  number: () => 0.1 + 0.2,
  "minus zero": () => -0,
  bigint: () => 12345678901234567890n,
  text: () => 'a "short" text',
  "long text": () => Array.from({length: 400}, (_, i) => `line ${i} of a long text`).join("\n"),
  "hostile text": () => "<img src=x onerror=alert(1)>",
  boolean: () => true,
  nothing: () => undefined,
  null: () => null,
  symbol: () => Symbol("mark"),
  date: () => new Date("2026-11-21T10:00:00Z"),
  "bad date": () => new Date(NaN),
  pattern: () => /^a+[b-z]$/giu,
  function: () =>
    function weigh(mass: number, {gravity = 9.81} = {}) {
      return mass * gravity;
    },
  class: () => Point,
  "native function": () => Math.max,
  "typed array": () => wave,
  "long typed array": () => peaked,
  gaps: () => gaps,
  "few numbers": () => [1, 2.5, -3e-9],
  "no numbers": () => [],
  "bigint array": () => BigInt64Array.from({length: 40}, (_, i) => BigInt(i) ** 9n),
  "constant array": () => new Uint8Array(5000).fill(3),
  chains: () => Array.from({length: 40}, (_, row) => wave.slice(row * 60, row * 60 + 60)),
  matrix: () => ({data: Float64Array.from(wave.subarray(0, 3600)), shape: [60, 60]}),
  "large matrix": () => ({
    data: Float32Array.from(
      {length: 1200 * 900},
      (_, i) => Math.sin((i % 900) / 60) * Math.cos(i / 90_000)
    ),
    rows: 1200,
    cols: 900
  }),
  "small matrix": () => [
    [2, -0.5, 0.25],
    [-0.5, 1, 0],
    [0.25, 0, 1 / 3]
  ],
  table: () => people,
  columns: () => ({
    t: wave.slice(0, 300),
    v: gaps.slice(0, 300),
    mark: Array.from("ab".repeat(150))
  }),
  record: () => ({
    status: "converged",
    x: Float64Array.of(1.5, 2.25),
    trace: wave,
    options: {rtol: 1e-8, maxSteps: 500, seed: null},
    path: "a text so long that it does not fit on one line of the tree and is folded"
  }),
  "mixed array": () => [1, "two", {three: 3}, [4, "five"], null],
  "many keys": () => Object.fromEntries(Array.from({length: 400}, (_, i) => [`key${i}`, i])),
  map: () =>
    new Map<unknown, unknown>([
      ["a", 1],
      [{key: 2}, wave]
    ]),
  set: () => new Set(["x", "y", {deep: new Set([1])}]),
  instance: () => new Point(),
  "no prototype": () => Object.assign(Object.create(null) as object, {a: 1}),
  cyclic: () => cyclic,
  error: () =>
    new RangeError("fit: maxSteps must be positive, got -1", {cause: new Error("typed so")}),
  "revoked proxy": revoked,
  "hostile proxy": () => hostile,
  "throwing getter": () => unprintable,
  "foreign date": () => {
    const frame = document.createElement("iframe");
    frame.hidden = true;
    document.body.append(frame);
    const {Date: Foreign} = frame.contentWindow as unknown as {Date: DateConstructor};
    return new Foreign(0);
  },
  "weak map": () => new WeakMap(),
  generator: () =>
    (function* () {
      yield 1;
    })(),
  promise: () => Promise.resolve({answer: 42}),
  "failing promise": () => Promise.reject(new Error("it did not work")),
  "endless promise": () => new Promise(() => undefined),
  run: () => makeRun("sampling", 600, 50),
  canvas: circle,
  drawing,
  "image data": () => new ImageData(32, 8),
  element: () => {
    const label = document.createElement("label");
    const input = document.createElement("input");
    input.type = "range";
    label.append("an element of the author's: ", input);
    return label;
  },
  ...plots
};
