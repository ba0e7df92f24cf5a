// First lines for those who would rather change something than face a blank page.

export const STARTERS = ["sample", "benchmark", "csv"] as const;
export type Starter = (typeof STARTERS)[number];

export const BLANK = "# Untitled notebook\n\n```ts\n\n```\n";

const sample = `# Sample a posterior

Thirty measurements with unknown mean and spread. A random walk visits pairs of the two as often as the
data make them likely; change the step and watch the chain.

\`\`\`ts
const data = [4.1, 5.3, 4.8, 5.9, 5.0, 4.4, 5.6, 5.1, 4.7, 5.4, 4.9, 5.2, 4.6, 5.8, 5.0,
  4.3, 5.5, 4.9, 5.1, 4.8, 5.7, 4.5, 5.2, 5.0, 4.7, 5.3, 4.9, 5.6, 5.1, 4.6];
const logLikelihood = (mean: number, spread: number) =>
  spread > 0
    ? data.reduce((sum, x) => sum - 0.5 * ((x - mean) / spread) ** 2 - Math.log(spread), 0)
    : -Infinity;
\`\`\`

\`\`\`ts
const step = view(Inputs.range([0.01, 1], {label: "Step", value: 0.2, step: 0.01}));
\`\`\`

\`\`\`ts
function walk(steps: number, seed: number) {
  let state = seed >>> 0;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  let here = {mean: 4, spread: 1};
  let log = logLikelihood(here.mean, here.spread);
  return Array.from({length: steps}, (_, i) => {
    const there = {
      mean: here.mean + step * (uniform() - 0.5),
      spread: here.spread + step * (uniform() - 0.5)
    };
    const next = logLikelihood(there.mean, there.spread);
    if (Math.log(uniform()) < next - log) [here, log] = [there, next];
    return {i, ...here};
  });
}
const chain = walk(5000, 1);
\`\`\`

\`\`\`ts
Plot.plot({
  grid: true,
  marks: [Plot.dot(chain.slice(500), {x: "mean", y: "spread", r: 1.5, fillOpacity: 0.3, fill: "currentColor"})]
})
\`\`\`
`;

const benchmark = `# Benchmark a kernel

The same sum written in two ways, timed here. Change either and run it again.

\`\`\`ts
const n = view(Inputs.range([1e4, 2e6], {label: "Numbers", value: 5e5, step: 1e4}));
\`\`\`

\`\`\`ts
const values = Float64Array.from({length: n}, (_, i) => Math.sin(i));
const candidates = {
  loop: () => {
    let sum = 0;
    for (let i = 0; i < values.length; i++) sum += values[i] * values[i];
    return sum;
  },
  reduce: () => values.reduce((sum, x) => sum + x * x, 0)
};
\`\`\`

\`\`\`ts
const times = Object.entries(candidates).map(([name, run]) => {
  const each = Array.from({length: 15}, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  }).sort((a, b) => a - b);
  return {name, milliseconds: each[7]};
});
\`\`\`

\`\`\`ts
Plot.plot({
  marginLeft: 60,
  x: {label: "median of 15 runs (ms)"},
  y: {label: null},
  marks: [Plot.barX(times, {x: "milliseconds", y: "name", fill: "currentColor", fillOpacity: 0.6}), Plot.ruleX([0])]
})
\`\`\`
`;

/** A notebook that reads an attached file. */
export function startWithCsv(name: string): string {
  const heading = name.replace(/[\r\n]+/g, " ");
  return `# ${heading}

\`\`\`ts
const rows = await FileAttachment(${JSON.stringify(name)}).csv({typed: true});
\`\`\`

\`\`\`ts
Inputs.table(rows)
\`\`\`
`;
}

export const starterTexts: Record<Exclude<Starter, "csv">, string> = {sample, benchmark};
