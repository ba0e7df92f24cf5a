// A plot in words and as a table, from what the plot remembers of itself.
import {describe, expect, it} from "vitest";
import type {PlotMemory, RememberedMark} from "../../web/stdlib/plotMemory.ts";
import {correlate, describeMemory} from "../../web/ui/inspect/describePlot.ts";
import {plotTables} from "../../web/ui/inspect/plotTables.ts";

function remember(
  marks: RememberedMark[],
  scales: PlotMemory["scales"] = {},
  title = ""
): PlotMemory {
  return {title, subtitle: "", caption: "", ariaLabel: "", ariaDescription: "", scales, marks};
}

function mark(kind: string, channels: Record<string, unknown[]>, rows?: number[]): RememberedMark {
  const list = Object.entries(channels).map(([name, values]) => ({name, label: undefined, values}));
  const {length} = list[0].values;
  return {kind, channels: list, rows: rows ?? Array.from({length}, (_, i) => i)};
}

const scale = (label = "") => ({type: "linear", label, domain: []});
const t = Array.from({length: 11}, (_, i) => i);

describe("a plot's words", () => {
  it("name the kind, the axes by their labels, how many, and the ranges", () => {
    const memory = remember(
      [mark("line", {x: t, y: t.map((x) => 10 - 2 * x)})],
      {x: scale("time (s) →"), y: scale("↑ speed")},
      "Braking"
    );
    expect(describeMemory(memory)).toBe(
      "Braking. Line chart of speed against time (s): 11 points, time (s) from 0 to 10, " +
        "speed from −10 to 10. Falls from 10 to −10."
    );
  });

  it("tell peaks that are no ends, and do not call a wave a trend", () => {
    const y = t.map((x) => Math.sin((2 * Math.PI * x) / 8));
    expect(describeMemory(remember([mark("line", {x: t, y})]))).toMatch(
      /Goes from 0 to 1; lowest −1 at 6\.$/
    );
    const flat = remember([mark("line", {x: t, y: t.map((x) => x * (10 - x))})]);
    expect(describeMemory(flat)).toMatch(/Ends where it starts, from 0 to 0; highest 25 at 5\.$/);
  });

  it("tell series apart, by colour and by facet", () => {
    const both = {x: [...t, ...t], y: [...t, ...t.map((x) => -x)]};
    const run = both.x.map((_, i) => (i < 11 ? "a" : "b"));
    const coloured = remember([mark("line", {...both, stroke: run})], {color: scale()});
    expect(describeMemory(coloured)).toMatch(
      / 2 series\. a: rises from 0 to 10\. b: falls from 0 to −10\.$/
    );
    const faceted = remember([mark("line", {...both, fx: run})], {fx: scale()});
    expect(describeMemory(faceted)).toMatch(/ 2 series\. a: rises/);
  });

  it("take a colour that runs along a line for no series", () => {
    const memory = remember([mark("line", {x: t, y: t, stroke: t})], {color: scale()});
    expect(describeMemory(memory)).toMatch(/ Rises from 0 to 10\.$/);
  });

  it("leave gaps out", () => {
    const memory = remember([mark("line", {x: t, y: t.map((x) => (x % 2 ? NaN : x))})]);
    expect(describeMemory(memory)).toMatch(/y from 0 to 10\. Rises from 0 to 10\.$/);
  });

  it("say how far a cloud follows a line", () => {
    const cloud = (y: number[]) => describeMemory(remember([mark("dot", {x: t, y})]));
    expect(cloud(t)).toContain("Scatter plot of y against x: 11 points");
    expect(cloud(t)).toMatch(/y grows with x \(r = 1\.00\)/);
    expect(cloud(t.map((x) => -x))).toMatch(/y falls with x \(r = −1\.00\)/);
    expect(cloud(t.map((x) => (x % 2) * 5))).toMatch(/No clear linear trend/);
  });

  it("name the highest and the lowest bar", () => {
    const bars = mark("bar", {x: ["a", "b", "c"], y1: [0, 0, 0], y2: [3, 9, 1]});
    expect(describeMemory(remember([bars]))).toBe(
      "Bar chart of y against x: 3 bars, y from 1 to 9. Highest 9 at b; lowest 1 at c."
    );
    const lying = mark("bar", {y: ["a", "b"], x1: [0, 0], x2: [3, 9]});
    expect(describeMemory(remember([lying]))).toMatch(/Highest 9 at b; lowest 3 at a\.$/);
  });

  it("call binned rectangles a histogram", () => {
    const bins = mark("rect", {x1: [0, 1, 2], x2: [1, 2, 3], y1: [0, 0, 0], y2: [4, 8, 2]});
    expect(describeMemory(remember([bins]))).toBe(
      "Histogram of y against x: 3 bars, x from 0 to 3, y from 2 to 8. " +
        "Highest 8 at 1 – 2; lowest 2 at 2 – 3."
    );
  });

  it("write dates as dates", () => {
    const days = [1, 2, 3].map((day) => new Date(Date.UTC(2026, 0, day)));
    expect(describeMemory(remember([mark("line", {x: days, y: [1, 5, 2]})]))).toMatch(
      /x from 2026-01-01 to 2026-01-03.*highest 5 at 2026-01-02/
    );
  });

  it("say when there is nothing", () => {
    expect(describeMemory(remember([]))).toBe("A plot without data.");
  });

  it("count what has no columns", () => {
    const map = remember([mark("geo", {geometry: [{}, {}, {}]})]);
    expect(describeMemory(map)).toBe("Plot of geo marks: 3.");
  });

  it("know other marks at least by their names", () => {
    expect(describeMemory(remember([mark("vector", {x: t, y: t})]))).toMatch(
      /^Plot of vector marks/
    );
  });
});

describe("a plot's data", () => {
  it("are columns named by their labels, without what says the same twice", () => {
    const run = t.map(() => "a");
    const memory = remember([mark("line", {x: t, y: t.map((x) => 2 * x), z: run, stroke: run})], {
      x: scale("time"),
      color: scale()
    });
    const [table] = plotTables(memory);
    expect(table.names).toEqual(["time", "y", "stroke"]);
    expect([0, 1, 2].map((column) => table.cell(3, column))).toEqual([3, 6, "a"]);
  });

  it("leave out rows that a filter took away", () => {
    const [table] = plotTables(remember([mark("dot", {x: t, y: t}, [2, 4])]));
    expect(table.length).toBe(2);
    expect(table.cell(1, 0)).toBe(4);
  });

  it("show intervals by both ends, and one that starts at zero by its end", () => {
    const rect = mark("rect", {x1: [0, 1], x2: [1, 2], y1: [0, 0], y2: [4, 8]});
    expect(plotTables(remember([rect]))[0].names).toEqual(["x from", "x to", "y"]);
  });

  it("leave rules and labels out beside marks that tell more", () => {
    const marks = [mark("rule", {y: [0]}), mark("text", {x: t, y: t}), mark("dot", {x: t, y: t})];
    expect(plotTables(remember(marks)).map(({kind}) => kind)).toEqual(["dot"]);
    expect(plotTables(remember(marks.slice(0, 1)))).toHaveLength(1);
  });

  it("give two columns of one name two names", () => {
    const two = mark("link", {x1: [1, 2], x2: [3, 4], y1: [5, 6], y2: [7, 8]});
    const {names} = plotTables(remember([two]))[0];
    expect(new Set(names).size).toBe(names.length);
  });
});

it("correlation leaves pairs out that are not both finite", () => {
  expect(correlate([1, 2, 3, NaN], [2, 4, 6, 100])).toBeCloseTo(1, 12);
});
