// Where the errors of the elementwise GPU twins are measured, and against what: the regions of the
// specs' `errors.wgsl` rows.

export interface Region {
  region: string;
  unit: "ulp" | "abs";
  from: number;
  to: number;
  /** how the arguments lie between the ends. */
  spacing: "even" | "log";
}

interface Measured {
  /** the f64 function behind each output. */
  exact: Record<string, (x: number) => number>;
  rows: readonly Region[];
}

const even = (region: string, from: number, to: number, unit: "ulp" | "abs" = "ulp"): Region => ({
  region,
  unit,
  from,
  to,
  spacing: "even"
});
const log = (region: string, from: number, to: number, unit: "ulp" | "abs" = "ulp"): Region => ({
  region,
  unit,
  from,
  to,
  spacing: "log"
});

const circular = [
  even("|x| ≤ π/4", -Math.PI / 4, Math.PI / 4),
  even("|x| ≤ 1000", -1000, 1000),
  even("|x| ≤ 8192", -8192, 8192, "abs"),
  log("8192 < x ≤ 3e38", 8193, 3e38, "abs")
];

export const regions: Record<string, Measured> = {
  exp: {
    exact: {y: Math.exp},
    rows: [even("|x| ≤ 1", -1, 1), even("−87 ≤ x ≤ 88.7", -87, 88.7)]
  },
  expm1: {
    exact: {y: Math.expm1},
    rows: [
      log("1e-30 ≤ x ≤ 1", 1e-30, 1),
      log("−1 ≤ x ≤ −1e-30", -1e-30, -1),
      even("−87 ≤ x ≤ 88.7", -87, 88.7)
    ]
  },
  log: {
    exact: {y: Math.log},
    rows: [even("0.5 ≤ x ≤ 2", 0.5, 2), log("1.2e-38 ≤ x ≤ 3.4e38", 1.2e-38, 3.4e38)]
  },
  log1p: {
    exact: {y: Math.log1p},
    rows: [
      log("1e-30 ≤ x ≤ 1", 1e-30, 1),
      even("−0.9999 ≤ x ≤ 3", -0.9999, 3),
      log("1 ≤ x ≤ 3e38", 1, 3e38)
    ]
  },
  sin: {exact: {y: Math.sin}, rows: circular},
  cos: {exact: {y: Math.cos}, rows: circular},
  sincos: {exact: {sine: Math.sin, cosine: Math.cos}, rows: circular},
  tan: {
    exact: {y: Math.tan},
    rows: [
      even("|x| ≤ π/4", -Math.PI / 4, Math.PI / 4),
      even("|x| ≤ 1000", -1000, 1000),
      log("1000 ≤ x ≤ 3e38", 1000, 3e38)
    ]
  },
  tanh: {
    exact: {y: Math.tanh},
    rows: [log("1e-30 ≤ x ≤ 1", 1e-30, 1), even("|x| ≤ 20", -20, 20)]
  },
  sqrt: {
    exact: {y: Math.sqrt},
    rows: [log("1.2e-38 ≤ x ≤ 3.4e38", 1.2e-38, 3.4e38)]
  }
};

/** Twins measured on their spec's example arguments, against their f64 reference. */
export const onExample: Record<string, {unit: "rel" | "abs"; n: number}> = {
  philox: {unit: "abs", n: 100_000},
  uniform: {unit: "abs", n: 100_000},
  normal: {unit: "rel", n: 1_000_000},
  exponential: {unit: "rel", n: 1_000_000},
  normalLogDensity: {unit: "abs", n: 5000},
  sum: {unit: "abs", n: 1_000_000}
};
