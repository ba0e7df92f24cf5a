// The tables of the dossier (sections 1.2, 1.3, 1.7, 1.8), and what the Julia packages' own tests ask.
import {describe, expect, it} from "vitest";
import {defaultBandwidth} from "../../../worker/collocation/estimate/bandwidthRules.ts";
import {kernels, SHAPES} from "../../../worker/collocation/estimate/kernelTable.ts";
import type {KernelShape} from "../../../worker/collocation/types.ts";
import {collocate} from "./engine.ts";

const t = Array.from({length: 21}, (_, i) => i / 10);
const wave = (x: number) => Math.sin(3 * x) + 0.1 * Math.cos(17 * x);

/** Kernel, then u and u′ at indices 0, 1, 10 and 20. */
const DEFAULT = `
epanechnikov 0.180864704850 0.368006404932 0.077718202615 -0.475936256970 3.269918791965 2.782809895116 -1.982013999485 3.034809192982
uniform 0.242467111328 0.415304865670 0.048538380663 -0.543202909806 3.319320549508 2.828335815240 -1.757050400567 2.978818579487
triangular 0.155860468107 0.347850584372 0.087249169574 -0.444587809057 3.136555955770 2.745422442534 -2.039074895528 2.942827452243
quartic 0.137622261576 0.339981504377 0.093574375651 -0.426585540987 3.101928270556 2.730939708780 -2.164273380812 2.983345965664
triweight 0.111443342088 0.324240809418 0.102990681276 -0.394409857171 2.860947777738 2.668040645322 -2.297255554542 2.836018203925
tricube 0.133804819017 0.340934449007 0.092746655967 -0.424682077450 3.124709735906 2.745240068124 -2.197359984124 3.038216390621
gaussian 0.794428229669 0.760804772580 0.024538150561 -0.969713700393 1.508527933411 1.081844196401 -1.081984194780 0.402146965071
cosine 0.173739952918 0.363003440662 0.080660998319 -0.467822123170 3.247063331890 2.776005217247 -2.007145451184 3.028213684107
logistic 0.889364114154 0.814958923536 0.012610503498 -0.973350540942 0.490320935718 0.277266992503 -0.988407928251 -0.657274426335
sigmoid 0.842982493278 0.785225606072 0.020948359410 -0.963120645513 0.836574604385 0.579035741278 -1.043900015495 -0.291208367813
silverman-sciml 0.853240746872 0.788444057565 0.017869095339 -0.955822803804 0.642365257948 0.408648864485 -1.011348072389 -0.491330665517`;
const QUARTER = `
epanechnikov 0.067579190045 0.306506787779 0.111846747949 -0.338402026384 1.667529946178 2.441529914102 -2.581973219989 1.842282452166
triangular 0.074180890754 0.301936383215 0.115882926655 -0.340623833511 1.618099444127 2.353166159244 -2.595611507603 1.689085927971
gaussian 0.487096039489 0.562393557892 0.051793102387 -0.761929806971 3.031693913072 2.364556540036 -1.346334539138 2.212726899859
tricube 0.071604585300 0.302196137044 0.120794220015 -0.332829808033 1.503444356557 2.284787115204 -2.684673936520 1.520251897653
silverman-sciml 0.740088827294 0.718084910668 0.032314351976 -0.925936525612 1.598971524418 1.163603777693 -1.114641656410 0.520325757023`;
/** t = 2 (i/20)^1.5. */
const IRREGULAR = `
epanechnikov 0.080504710427 0.135129330568 0.672407018572 -0.355764809953 1.592066353446 2.032466487570 -1.336900441350 2.139700299313
gaussian 0.357609976572 0.378888638727 0.358908492594 -0.760135832028 3.113751577611 2.970286068793 -0.643806544062 1.975907276620`;

const rowsOf = (table: string) =>
  table
    .trim()
    .split("\n")
    .map((line) => line.split(" "))
    .map(([kernel, ...numbers]) => [kernel as KernelShape, numbers.map(Number)] as const);

async function check(
  times: number[],
  kernel: KernelShape,
  bandwidth: number | "default",
  expected: number[]
) {
  const {u, du} = await collocate(times.map(wave), times, {kernel, bandwidth});
  const found = [u, du].flatMap((row) => [0, 1, 10, 20].map((i) => row[i]));
  found.forEach((value, k) => expect(Math.abs(value - expected[k]), `${k}`).toBeLessThan(2e-12));
}

describe("sin 3t + 0.1 cos 17t at 21 times", () => {
  it.each(rowsOf(DEFAULT))("%s, default bandwidth", (kernel, expected) =>
    check(t, kernel, "default", expected)
  );
  it.each(rowsOf(QUARTER))("%s, bandwidth 1/4", (kernel, expected) =>
    check(t, kernel, 0.25, expected)
  );
  it.each(rowsOf(IRREGULAR))("%s, irregular times", (kernel, expected) =>
    check(
      t.map((_, i) => 2 * (i / 20) ** 1.5),
      kernel,
      0.25,
      expected
    )
  );
});

describe("the default bandwidth", () => {
  it.each([
    [10, 0.49164002687609326],
    [21, 0.39084369458820717],
    [100, 0.24384764928044875],
    [300, 0.17578867206607274],
    [1000, 0.12313983969717283]
  ])("of %i points", (n, expected) => {
    expect(Math.abs(defaultBandwidth(n) / expected - 1)).toBeLessThan(4e-16);
  });
});

// K(0.25), K(0.5), K(0.9), K(1.5)
const VALUES: [KernelShape, number[]][] = [
  ["epanechnikov", [0.703125, 0.5625, 0.1425, 0]],
  ["tricube", [0.824317932128906, 0.578944830246914, 0.0171997008641975, 0]],
  ["gaussian", [0.386668116802849, 0.352065326764299, 0.266085249898755, 0.129517595665892]],
  ["cosine", [0.725613288034858, 0.555360367269796, 0.12286334153466, 0]],
  ["logistic", [0.246134082737598, 0.235003712201594, 0.205500307342263, 0.149146452070333]],
  ["sigmoid", [0.308615322241841, 0.282283218022151, 0.222114932788306, 0.135312270499658]],
  ["silverman-sciml", [0.330891356168787, 0.301964073677704, 0.249854497930569, 0.173005135801729]],
  ["silverman", [0.343749499936404, 0.318862103194597, 0.261666258058387, 0.166596551741994]]
];

describe("kernels", () => {
  it("are twelve, in the contract's order", () => {
    const names = kernels.map(({name}) => name).join(" ");
    expect(names).toBe(
      "epanechnikov uniform triangular quartic triweight tricube gaussian cosine logistic sigmoid silverman silverman-sciml"
    );
  });

  it.each(VALUES)("%s has its values", (name, expected) => {
    const {value} = kernels.find((kernel) => kernel.name === name)!;
    [0.25, 0.5, 0.9, 1.5].forEach((x, k) => {
      expect(Math.abs(value(x) - expected[k])).toBeLessThan(1e-14);
      expect(value(-x)).toBe(value(x));
    });
  });

  it.each(kernels.map((kernel) => [kernel.name, kernel] as const))(
    "%s has the mass and moments that its bandwidths are scaled by",
    (name, {value, support, canonical}) => {
      const isCompact = support === "compact";
      expect(value(0)).toBeGreaterThan(0);
      expect(value(1.01) === 0).toBe(isCompact);
      const moment = (f: (k: number, x: number) => number) =>
        2 * integrate((x) => f(value(x), x), isCompact ? 1 : 120);
      const {mu2, mu4, roughness, nu2} = SHAPES[name];
      const found = [
        moment((k) => k),
        moment((k, x) => x * x * k),
        moment((k, x) => x ** 4 * k),
        moment((k) => k * k),
        moment((k, x) => x * x * k * k)
      ];
      const mass = name === "silverman-sciml" ? 1.138071187457698 : 1;
      [mass, mu2, mu4, roughness, nu2].forEach((expected, k) =>
        expect(Math.abs(found[k] - expected), `moment ${k}`).toBeLessThan(1e-9)
      );
      const constant = (found[3] / found[1] ** 2) ** 0.2 / 15 ** 0.2;
      if (name === "silverman") expect(canonical).toBeCloseTo(found[3] / 0.6, 8);
      else expect(canonical).toBeCloseTo(constant, 8);
    }
  );
});

/** Simpson's rule over [0, end]. */
function integrate(f: (x: number) => number, end: number): number {
  const n = 40_000;
  const h = end / n;
  let sum = f(0) + f(end);
  for (let i = 1; i < n; i++) sum += (i % 2 === 1 ? 4 : 2) * f(i * h);
  return (sum * h) / 3;
}

// DataCollocations.jl's own test, and DiffEqFlux's.
describe.each([
  [100, 10, 0.1, 1e-6],
  [1000, 50, 0.003, 1e-8]
])("decay at %i times to %i, bandwidth %d", (n, end, bandwidth, tolerance) => {
  const times = Array.from({length: n}, (_, i) => (i * end) / (n - 1));
  const decay = times.map((x) => 4.4 * Math.exp(-0.001 * x));
  it.each(kernels.map(({name}) => name))("%s follows it", async (kernel) => {
    const {u, du, warnings} = await collocate([decay, decay], times, {kernel, bandwidth});
    // Silverman's kernel has no ∫x²K: in whole windows a slope's bias is divided by nearly nothing.
    const isPoor = kernel === "silverman" && n === 1000;
    expect(warnings).toEqual(isPoor ? [expect.stringMatching(/^du is unreliable/)] : []);
    for (const row of u)
      expect(row.reduce((sum, x, i) => sum + (x - decay[i]) ** 2, 0)).toBeLessThan(tolerance);
    du[0].forEach((slope, i) =>
      expect(Math.abs(slope + 0.001 * decay[i])).toBeLessThan(isPoor ? 1e-2 : 1e-5)
    );
  });

  it.each(kernels.filter(({support}) => support === "compact").map(({name}) => name))(
    "%s says where its windows are too small",
    async (kernel) => {
      const {u, du, window, warnings} = await collocate(decay, times, {kernel, bandwidth: 0.001});
      const isLost = (row: Float64Array) => row.every((x) => Number.isNaN(x));
      expect(isLost(du) || kernel === "uniform").toBe(true);
      expect(isLost(u) || window.some((count) => count > 1)).toBe(true);
      expect(warnings.some((text) => /^du is NaN at \d+ of/.test(text))).toBe(true);
    }
  );
});
