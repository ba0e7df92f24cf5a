// What a benchmark run leaves behind, and what two of them say about each other.

/** One way of computing a row. */
export interface Way {
  /** milliseconds: the median, and where the middle 80 % of the runs lie. */
  median: number;
  p10: number;
  p90: number;
  /** this way's time over the reference's in the same round: median, and the middle 80 %. */
  ratio: {median: number; p10: number; p90: number};
}

export interface Row {
  name: string;
  /** length of the axis. */
  n: number;
  /** numbers in the largest array: what rates count. */
  elements: number;
  /** by name: `reference`, `wasm` (one thread), `engine` (all threads, with copies in and out), peers. */
  ways: Record<string, Way>;
}

export interface HomeReport {
  /** `node` or a browser. */
  home: string;
  version: string;
  threads: number;
  shared: boolean;
  rows: Row[];
  /** microseconds to hand work to the pool. */
  handOff: Record<string, {median: number; p95: number}>;
  /** bytes. */
  memory: Record<string, number>;
}

export interface Report {
  date: string;
  homes: HomeReport[];
}

export interface Change {
  home: string;
  what: string;
  /** new over old. */
  factor: number;
  /** new over old of the same row's reference: how much the machine itself differed. */
  drift?: number;
}

const TIME_LIMIT = 1.2;
const MEMORY_LIMIT = 1.5;

/** What takes 20 % more time, or 50 % more memory, than before. What only one report has is left out. */
export function findRegressions(old: Report, now: Report): Change[] {
  return now.homes.flatMap((home) => {
    const before = old.homes.find((other) => other.home === home.home);
    if (!before) return [];
    return [...findSlower(before, home), ...findLarger(before, home)];
  });
}

function findSlower(before: HomeReport, {home, rows, handOff}: HomeReport): Change[] {
  const slower = rows.flatMap(({name, n, ways}) => {
    const same = before.rows.find((row) => row.name === name && row.n === n);
    if (!same) return [];
    const drift = findFactor(same.ways.reference?.median, ways.reference?.median);
    return Object.entries(ways)
      .filter(([way]) => way !== "reference")
      .map(([way, {median}]) => ({
        home,
        what: `${name} ${way}`,
        factor: findFactor(same.ways[way]?.median, median),
        drift
      }));
  });
  const handing = Object.entries(handOff).map(([kind, {median}]) => ({
    home,
    what: `hand-off ${kind}`,
    factor: findFactor(before.handOff[kind]?.median, median)
  }));
  return [...slower, ...handing].filter(({factor}) => factor > TIME_LIMIT);
}

function findLarger(before: HomeReport, {home, memory}: HomeReport): Change[] {
  return Object.entries(memory)
    .map(([kind, bytes]) => ({
      home,
      what: `memory: ${kind}`,
      factor: findFactor(before.memory[kind], bytes)
    }))
    .filter(({factor}) => factor > MEMORY_LIMIT);
}

/** 1 where there is nothing to compare with. */
function findFactor(old: number | undefined, now: number | undefined): number {
  return old && now ? now / old : 1;
}

/** A report as aligned text. */
export function toTable({homes}: Report): string {
  return homes
    .map((home) => {
      const names = [...new Set(home.rows.flatMap(({ways}) => Object.keys(ways)))];
      const head = [
        "kernel",
        "n",
        ...names.map((name) => (name === "reference" ? `${name} ms` : name))
      ];
      const body = home.rows.map(({name, n, elements, ways}) => [
        name,
        String(n),
        ...names.map((way) => toCell(way, ways[way], elements))
      ]);
      const mode = home.shared ? "shared memory" : "no shared memory";
      const title = `${home.version}, ${home.threads} threads, ${mode}`;
      const handOff = Object.entries(home.handOff).map(
        ([kind, {median, p95}]) => `${kind} ${median.toFixed(1)} µs (p95 ${p95.toFixed(1)})`
      );
      const memory = Object.entries(home.memory).map(
        ([kind, bytes]) => `${kind} ${(bytes / 2 ** 20).toFixed(1)} MiB`
      );
      return [
        title,
        ...align([head, ...body]),
        `hand-off: ${handOff.join(", ") || "not measured"}`,
        `memory: ${memory.join(", ")}`
      ].join("\n");
    })
    .join("\n\n");
}

/** Time, rate, and how many times quicker than the reference with its spread. */
function toCell(name: string, way: Way | undefined, elements: number): string {
  if (!way) return "–";
  const rate = elements / way.median / 1000;
  if (name === "reference") return `${toShort(way.median)} (${toShort(rate)} M/s)`;
  const {median, p10, p90} = way.ratio;
  return `${toShort(way.median)} (${toShort(rate)} M/s) ×${toShort(1 / median)} [${toShort(1 / p90)}–${toShort(1 / p10)}]`;
}

function toShort(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(2);
}

function align(lines: string[][]): string[] {
  const widths = lines[0].map((_, i) => Math.max(...lines.map((line) => line[i].length)));
  return lines.map((line) =>
    line
      .map((cell, i) => cell.padEnd(widths[i]))
      .join("  ")
      .trimEnd()
  );
}

export function toChangeText({home, what, factor, drift}: Change): string {
  const more = `${((factor - 1) * 100).toFixed(0)} % more`;
  return `${home}: ${what}: ${more}${drift ? ` (its reference: ×${drift.toFixed(2)})` : ""}`;
}
