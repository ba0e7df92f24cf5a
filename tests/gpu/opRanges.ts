// Where the errors of a model's operations on the GPU are measured, and what is claimed of them.
import type {OpName} from "../../worker/compiler/ops.ts";
import type {OpRange} from "./page/models.ts";

export interface Claim extends OpRange {
  region: string;
  /** the largest error, in the unit. */
  claimed: number;
}

type Ends = number | readonly number[];

const toList = (ends: Ends) => (typeof ends === "number" ? [ends] : ends);
const row =
  (spacing: "even" | "log", unit: "ulp" | "abs" = "ulp") =>
  (name: OpName, region: string, from: Ends, to: Ends, claimed: number): Claim => ({
    name,
    region,
    from: toList(from),
    to: toList(to),
    spacing,
    unit,
    claimed
  });
const even = row("even");
const log = row("log");
const evenAbsolute = row("even", "abs");

/** Every operation that takes numbers; for those with kernels regions.ts has more. */
export const ranges: readonly Claim[] = [
  even("add", "−10 to 10", [-10, -10], [10, 10], 0.5),
  even("sub", "−10 to 10", [-10, -10], [10, 10], 0.5),
  even("mul", "−10 to 10", [-10, -10], [10, 10], 0.5),
  even("div", "−10 to 10, 1 to 10", [-10, 1], [10, 10], 0.5),
  even("rem", "−1000 to 1000, 0.01 to 10", [-1000, 0.01], [1000, 10], 0),
  log("rem", "to the largest", [1e-30, 1e-30], [3e38, 3e38], 0),
  even("neg", "−10 to 10", -10, 10, 0),
  even("abs", "−10 to 10", -10, 10, 0),
  even("floor", "−10 to 10", -10, 10, 0),
  even("ceil", "−10 to 10", -10, 10, 0),
  even("trunc", "−10 to 10", -10, 10, 0),
  even("round", "−10 to 10", -10, 10, 0),
  even("sign", "−10 to 10", -10, 10, 0),
  even("min", "−10 to 10", [-10, -10], [10, 10], 0),
  even("max", "−10 to 10", [-10, -10], [10, 10], 0),
  even("log2", "0.5 to 2", 0.5, 2, 1.4),
  log("log2", "1.2e-38 to 3.4e38", 1.2e-38, 3.4e38, 0.85),
  even("log10", "0.5 to 2", 0.5, 2, 1.6),
  log("log10", "1.2e-38 to 3.4e38", 1.2e-38, 3.4e38, 1.6),
  even("pow", "0.01 to 30, −12 to 12", [0.01, -12], [30, 12], 1),
  even("asin", "−1 to 1", -1, 1, 2.4),
  log("asin", "1e-30 to 1", 1e-30, 1, 2.4),
  even("acos", "−1 to 1", -1, 1, 1.3),
  even("acos", "0.99 to 1", 0.99, 1, 1.1),
  even("atan", "−10 to 10", -10, 10, 1.8),
  log("atan", "1e-30 to 3e38", 1e-30, 3e38, 1.8),
  even("atan2", "−10 to 10", [-10, -10], [10, 10], 2),
  log("atan2", "1e-18 to 1e19", [1e-18, 1e-18], [1e19, 1e19], 2),
  log("atan2", "−1e37 to −1e-37", [-1e37, -1e37], [-1e-37, -1e-37], 1.6),
  log("sinh", "1e-30 to 1", 1e-30, 1, 0.9),
  even("sinh", "−89 to 89", -89, 89, 1.4),
  even("cosh", "−89 to 89", -89, 89, 1.4),
  even("cosh", "−1 to 1", -1, 1, 1.2),
  log("asinh", "1e-30 to 3e38", 1e-30, 3e38, 1.5),
  even("asinh", "−5 to 5", -5, 5, 1.5),
  even("acosh", "1 to 2", 1, 2, 2.2),
  log("acosh", "1 to 3e38", 1, 3e38, 2),
  even("atanh", "−1 to 1", -0.9999999, 0.9999999, 1),
  log("atanh", "1e-30 to 1", 1e-30, 0.9999999, 1),
  log("cbrt", "1.2e-38 to 3.4e38", 1.2e-38, 3.4e38, 0.8),
  even("cbrt", "−10 to 10", -10, 10, 0.8),
  even("hypot", "−10 to 10", [-10, -10], [10, 10], 1.2),
  log("hypot", "1.2e-38 to 2e38", [1.2e-38, 1.2e-38], [2e38, 2e38], 1.2),
  even("tan", "−1000 to 1000", -1000, 1000, 3),
  evenAbsolute("sin", "−1000 to 1000", -1000, 1000, 8e-8),
  evenAbsolute("cos", "−1000 to 1000", -1000, 1000, 8e-8),
  even("exp", "−87 to 88", -87, 88, 1),
  even("expm1", "−2 to 2", -2, 2, 1.6),
  log("log", "1e-30 to 1e30", 1e-30, 1e30, 0.8),
  even("log1p", "−0.9 to 3", -0.9, 3, 0.8),
  even("tanh", "−10 to 10", -10, 10, 1.2),
  log("sqrt", "1e-30 to 1e30", 1e-30, 1e30, 0.5),
  even("erf", "−5 to 5", -5, 5, 1),
  even("erfc", "−5 to 9", -5, 9, 4.6),
  even("lgamma", "0.5 to 20", 0.5, 20, 3.5),
  even("digamma", "1 to 20", 1, 20, 4.2)
];
