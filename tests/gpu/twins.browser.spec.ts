// Every GPU twin in a real browser, against the f64 references and the errors its spec claims.
import {describe, expect, it} from "vitest";
import type {Kernel} from "../../kernels-as/kernel.ts";
import {specs} from "../../kernels-as/specs.ts";
import {gpuOrSkip} from "./bench.ts";
import {onExample, regions} from "./regions.ts";

const kernels = specs as unknown as Record<string, Kernel>;
const twins = Object.keys(kernels).filter((name) => kernels[name].wgsl);
const LENGTHS = [1, 2, 3, 63, 64, 65, 1000, 10_007];

await gpuOrSkip("GPU twins", (ask) => {
  it("has twins for the kernels it must have", () => {
    expect(twins).toEqual(
      expect.arrayContaining(
        "exp log sincos philox uniform normal exponential normalLogDensity sum".split(" ")
      )
    );
  });

  describe.each(twins)("%s", (name) => {
    it.each(LENGTHS)("agrees with the reference at length %i", async (n) => {
      const {passed, why, length} = await ask("parity", name, n);
      expect(why).toBe("");
      expect(passed).toBe(true);
      expect(length).toBeGreaterThan(0);
    });
  });

  describe.each(Object.keys(regions))("%s", (name) => {
    it("is as accurate as its spec says, and no less is claimed", async () => {
      const measured = await ask("measure", name);
      const claimed = kernels[name].errors.wgsl ?? [];
      expect(claimed.map(({region, unit}) => ({region, unit}))).toEqual(
        measured.map(({region, unit}) => ({region, unit}))
      );
      measured.forEach(({max, at}, row) => check(claimed[row].max, max, `at x = ${at}`));
    });
  });

  describe.each(Object.entries(onExample))("%s", (name, {unit, n}) => {
    it("is as accurate on its example as its spec says, and no less is claimed", async () => {
      const measured = await ask("parity", name, n);
      const claimed = kernels[name].errors.wgsl ?? [];
      expect(claimed.map((row) => row.unit)).toEqual([unit]);
      check(claimed[0].max, measured[unit], name);
    });
  });

  /** A table that claims far more than was measured tells the reader nothing. */
  function check(claimed: number, measured: number, place: string): void {
    expect(measured, place).toBeLessThanOrEqual(claimed);
    expect(claimed, place).toBeLessThanOrEqual(1.5 * measured);
  }

  it("measures every twin", () => {
    expect([...Object.keys(regions), ...Object.keys(onExample)].sort()).toEqual([...twins].sort());
  });

  it.each([
    ["exp", ["-0", "NaN", "Infinity", "-Infinity", 88.73, -104], "1 NaN Infinity 0 Infinity 0"],
    ["log", [0, "-0", "NaN", "Infinity", -1, 1], "-Infinity -Infinity NaN Infinity NaN 0"],
    ["log1p", ["-0", "NaN", "Infinity", -1, -2], "-0 NaN Infinity -Infinity NaN"],
    ["expm1", ["-0", "NaN", "Infinity", "-Infinity"], "-0 NaN Infinity -1"],
    ["tanh", ["-0", "NaN", "Infinity", "-Infinity"], "-0 NaN 1 -1"],
    ["sin", ["-0", "NaN", "Infinity", "-Infinity"], "-0 NaN NaN NaN"],
    ["cos", [0, "NaN", "Infinity", "-Infinity"], "1 NaN NaN NaN"],
    ["erf", ["-0", "NaN", "Infinity", "-Infinity"], "-0 NaN 1 -1"],
    ["erfc", [0, "NaN", "Infinity", "-Infinity"], "1 NaN 0 2"],
    ["lgamma", [0, "NaN", "Infinity", -2, 1], "Infinity NaN Infinity Infinity 0"],
    ["digamma", [0, "-0", "NaN", "Infinity", -2], "-Infinity Infinity NaN Infinity NaN"],
    ["sqrt", ["-0", "NaN", "Infinity", -1, 4], "-0 NaN Infinity NaN 2"]
  ])("%s keeps its word about special arguments", async (name, x, expected) => {
    expect((await ask("apply", name, x))[0].join(" ")).toBe(expected);
  });

  it("keeps Math.pow's rules", async () => {
    const bases = [-0, 0, 1, -1, 2, -2, -8, 1e-40, Infinity, -Infinity, NaN];
    const exponents = [0, 1, -1, 3, 2, 0.5, -0.5, 1e30, Infinity, -Infinity, NaN];
    const pairs = bases.flatMap((x) => exponents.map((y) => [x, y]));
    const [got] = await ask(
      "apply",
      "pow",
      ...([0, 1].map((k) => pairs.map((p) => toText(p[k]))) as [string[], string[]])
    );
    pairs.forEach(([x, y], i) => {
      const wanted = Math.fround(Math.fround(x) ** y);
      const title = `${toText(x)} ^ ${toText(y)}`;
      // A subnormal result may be flushed.
      if (Math.abs(wanted) > 0 && Math.abs(wanted) < 1.2e-38) return;
      if (Number.isFinite(wanted) && wanted !== 0)
        expect(Math.abs(Number(got[i]) / wanted - 1), title).toBeLessThan(5e-7);
      else expect(got[i], title).toBe(toText(wanted));
    });
  });

  const toText = (x: number) => (Object.is(x, -0) ? "-0" : String(x));

  it("takes subnormal arguments of log and sqrt for what they are", async () => {
    const [[log]] = await ask("apply", "log", [1e-40]);
    expect(Number(log)).toBeCloseTo(Math.log(1e-40), 4);
    const [[root]] = await ask("apply", "sqrt", [1e-40]);
    expect(Number(root) / 1e-20).toBeCloseTo(1, 5);
  });

  it("gives Philox's known answers", async () => {
    // Random123's kat_vectors: philox4x32, 10 rounds, counter and key 0.
    const hex = (words: number[]) => words.map((word) => word.toString(16)).join(" ");
    expect(hex(await ask("philox", [0, 0, 0, 0], [0, 0]))).toBe(
      "6627e8d5 e169c58d bc57ac4c 9b00dbd8"
    );
    const ones = 0xffffffff;
    // The same in Python's integers, for want of a published answer.
    expect(hex(await ask("philox", [0, ones, ones, ones], [ones, ones]))).toBe(
      "f0c8891a a25c09bc af8fe7a5 31661961"
    );
  });

  it("draws uniforms from the top 24 bits exactly", async () => {
    expect(await ask("uniformBits", 10_007)).toEqual({different: 0, drawn: 10_007});
  });

  it("sums what plain f32 loses", async () => {
    const {error, plain} = await ask("hardSum", 100_003);
    expect(plain).toBeGreaterThan(1);
    expect(error).toBeLessThan(1e-4);
  });
});
