import {describe, expect, it} from "vitest";
import {makeSynthesize} from "../../../worker/heterodyne/scan/synthesize.ts";
import type {Geometry, SynthesizeOptions} from "../../../worker/heterodyne/types.ts";
import {makeOracle, SETS} from "../oracle.ts";
import {random} from "./normals.ts";

const synthesize = makeSynthesize({random});
const geometry: Geometry = {q: 0.0054, dt: 0.1, frames: 80, phi: [0, 30], semantics: "v1"};
const truth = [0, 30].map((phi) => makeOracle(geometry, SETS.B, phi).matrix());

/** What is added to contrast·c + offset. */
async function residuals(options: SynthesizeOptions, angle = 0): Promise<Float64Array> {
  const {data} = await synthesize(SETS.B, geometry, {contrast: 0.3, offset: 1, ...options});
  const matrix = data[angle] as Float64Array;
  return matrix.map((value, k) => value - (0.3 * truth[angle][k] + 1));
}

function deviation(values: ArrayLike<number>): number {
  const list = Array.from(values);
  const mean = list.reduce((sum, x) => sum + x, 0) / list.length;
  return Math.sqrt(list.reduce((sum, x) => sum + (x - mean) ** 2, 0) / list.length);
}

describe("synthesize", () => {
  it("gives the model itself without noise, contrast and offset by angle", async () => {
    const scan = await synthesize(SETS.B, geometry, {noise: 0, contrast: [0.2, 0.4], offset: [1, 1.1]}); // prettier-ignore
    scan.data.forEach((matrix, a) =>
      truth[a].forEach((c, k) =>
        expect(Math.abs(matrix[k] - ([0.2, 0.4][a] * c + [1, 1.1][a]))).toBeLessThan(1e-12)
      )
    );
    expect({...scan, data: undefined}).toEqual({...geometry, data: undefined});
  });

  it("adds symmetric normal noise of its own for each angle and seed", async () => {
    const noise = await residuals({noise: 0.02});
    const {frames} = geometry;
    const upper: number[] = [];
    for (let i = 0; i < frames; i++)
      for (let j = i; j < frames; j++) {
        expect(Math.abs(noise[i * frames + j] - noise[j * frames + i])).toBeLessThan(1e-15);
        upper.push(noise[i * frames + j]);
      }
    // 3,240 draws: their deviation is known to 1.2 %.
    expect(Math.abs(deviation(upper) / 0.02 - 1)).toBeLessThan(0.05);
    expect(Math.abs(upper.reduce((sum, x) => sum + x, 0) / upper.length)).toBeLessThan(0.0014);
    expect(await residuals({noise: 0.02})).toEqual(noise);
    for (const other of [await residuals({noise: 0.02}, 1), await residuals({noise: 0.02, seed: 2})]) {
      const product = noise.reduce((sum, x, k) => sum + x * other[k], 0);
      expect(Math.abs(product) / (noise.length * 0.0004)).toBeLessThan(0.1);
    } // prettier-ignore
  });

  it("makes noise that grows with the correlation", async () => {
    const plain = await residuals({noise: 0.02});
    const grown = await residuals({noise: 0.02, noiseLaw: "proportional"});
    plain.forEach((x, k) =>
      expect(Math.abs(grown[k] - x * (0.3 * truth[0][k] + 1))).toBeLessThan(1e-14)
    );
  });

  it("makes the faults of real data: a spike and jumping frames", async () => {
    const {frames} = geometry;
    const left = await residuals({noise: 0, spike: 3, badFrames: [5, 7, 5], jump: 0.5});
    for (let i = 0; i < frames; i++)
      for (let j = 0; j < frames; j++) {
        const jumps = [5, 7].filter((bad) => i === bad || j === bad).length;
        const want = (i === j ? 2 * 1.3 : 0) + 0.5 * jumps;
        expect(Math.abs(left[i * frames + j] - want)).toBeLessThan(1e-12);
      }
    const [jump] = (await residuals({noise: 0, badFrames: [0], contrast: 0.3})).subarray(1);
    expect(jump).toBeCloseTo(0.3, 12);
  });

  it("keeps what else a scan says", async () => {
    const scan = await synthesize(SETS.B, {...geometry, badFrames: [3], data: [], source: "x"});
    expect(scan.source).toBe("x");
    expect(scan.badFrames).toEqual([3]);
    expect(scan.data).toHaveLength(2);
  });

  it("refuses misuse at the call", () => {
    const wrong = (options: unknown) => () =>
      void synthesize(SETS.B, geometry, options as SynthesizeOptions);
    expect(wrong({noise: -1})).toThrow(/heterodyne\.synthesize: expected noise as a finite number from 0, got -1/); // prettier-ignore
    expect(wrong({contrast: [1, 2, 3]})).toThrow(/expected contrast as a number, or one for each of 2/); // prettier-ignore
    expect(wrong({offset: [1, NaN]})).toThrow(/offset\[1\] as a finite number, got NaN/);
    expect(wrong({noiseLaw: "shot"})).toThrow(/noiseLaw as one of "constant", "proportional"/);
    expect(wrong({seed: 0.5})).toThrow(/expected seed as an integer/);
    expect(wrong({badFrames: [80]})).toThrow(/badFrames\[0\] as an integer from 0 to 79, got 80/);
    expect(wrong({sigma: 1})).toThrow(/unknown option "sigma"/);
    expect(() => void synthesize([1], geometry)).toThrow(/expected theta with 14 numbers/);
  });
});
