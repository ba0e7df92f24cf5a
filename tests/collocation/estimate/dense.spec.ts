// Criteria, bands and estimates between the data's times, against hat matrices written out whole.
import {describe, expect, it} from "vitest";
import type {KernelShape} from "../../../worker/collocation/types.ts";
import dense from "../../fixtures/collocation/dense.json" with {type: "json"};
import {bandwidths, collocate} from "./engine.ts";
import {errorOf, largestError} from "./errors.ts";

const {t, y, at, level, cases, lotkaVolterra} = dense;

describe.each(cases)("$kernel", ({kernel: name, bandwidth, gcv, loo, noise, ...expected}) => {
  const kernel = name as KernelShape;
  it("estimates values and slopes anywhere, with their bands", async () => {
    const {u, du, bands} = await collocate(y, t, {kernel, bandwidth, at, confidence: level});
    expect(errorOf(u, expected.u)).toBeLessThan(1e-12);
    expect(errorOf(du, expected.du)).toBeLessThan(1e-10);
    expect(bands!.level).toBe(level);
    expect(Math.abs(bands!.noise[0] / noise - 1)).toBeLessThan(1e-10);
    for (const side of ["lower", "upper", "duLower", "duUpper"] as const)
      expect(errorOf(bands![side], expected[side]), side).toBeLessThan(1e-10);
  });

  it("has GCV by the trace, and leave-one-out as if each point had been left out", async () => {
    for (const [criterion, value] of [
      ["gcv", gcv],
      ["loo", loo]
    ] as const) {
      const curve = await bandwidths(y, t, {kernel, criterion, bandwidths: [bandwidth]});
      expect(Math.abs(curve.value[0] / value - 1), criterion).toBeLessThan(1e-10);
      expect(curve.best).toBe(bandwidth);
    }
  });
});

// Dossier 2.2: a Lotka-Volterra system, 100 exact points, epanechnikov.
describe("exact data of a Lotka-Volterra system", () => {
  it("is smoothed as it was elsewhere", async () => {
    const {u, du, bandwidth} = await collocate(lotkaVolterra.u, lotkaVolterra.t, {
      kernel: "epanechnikov"
    });
    expect(bandwidth).toBeCloseTo(0.24384764928044875, 15);
    const pick = (rows: Float64Array[], i: number) => rows.map((row) => row[i]);
    const pairs: [number[], number[]][] = [
      [pick(u, 0), [0.970854006679, 0.478855351315]],
      [pick(du, 0), [0.958776403922, -0.930660581775]],
      [pick(u, 49), [3.558151479123, 0.195235833371]],
      [pick(du, 49), [4.599773616501, 0.116539448767]]
    ];
    for (const [found, expected] of pairs)
      expect(largestError([found], [expected])).toBeLessThan(1e-11);
  });
});
