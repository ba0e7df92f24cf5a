// Where the errors of the elementwise GPU twins are measured, and against what: the regions of the
// specs' `errors.wgsl` rows.
import {digamma} from "../../kernels-as/math/digamma/reference.ts";
import {erf} from "../../kernels-as/math/erf/reference.ts";
import {erfc} from "../../kernels-as/math/erfc/reference.ts";
import {lgamma} from "../../kernels-as/math/lgamma/reference.ts";

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
  },
  erf: {
    exact: {y: erf},
    rows: [log("1e-30 ≤ x ≤ 1", 1e-30, 1), even("|x| ≤ 5", -5, 5)]
  },
  erfc: {
    exact: {y: erfc},
    rows: [even("−5 ≤ x ≤ 0.5", -5, 0.5), even("0.5 ≤ x ≤ 2", 0.5, 2), even("2 ≤ x ≤ 9", 2, 9)]
  },
  lgamma: {
    exact: {y: lgamma},
    rows: [
      log("1e-30 ≤ x ≤ 0.5", 1e-30, 0.5),
      even("0.5 ≤ x ≤ 3", 0.5, 3),
      even("3 ≤ x ≤ 100", 3, 100),
      log("100 ≤ x ≤ 4e36", 100, 4e36),
      even("−3.9 ≤ x ≤ −3.1", -3.9, -3.1, "abs")
    ]
  },
  digamma: {
    exact: {y: digamma},
    rows: [
      log("1e-30 ≤ x ≤ 1", 1e-30, 1),
      even("1 ≤ x ≤ 2", 1, 2),
      even("2 ≤ x ≤ 8", 2, 8),
      log("8 ≤ x ≤ 3e38", 8, 3e38),
      even("−3.9 ≤ x ≤ −3.1", -3.9, -3.1, "abs")
    ]
  }
};

/** Twins measured on their spec's example arguments, against their f64 reference. */
export const onExample: Record<string, {unit: "rel" | "abs"; n: number}> = {
  philox: {unit: "abs", n: 100_000},
  uniform: {unit: "abs", n: 100_000},
  normal: {unit: "rel", n: 1_000_000},
  exponential: {unit: "rel", n: 1_000_000},
  normalLogDensity: {unit: "abs", n: 5000},
  sum: {unit: "abs", n: 1_000_000},
  pow: {unit: "rel", n: 100_000}
};
