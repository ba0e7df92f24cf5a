// Two-time correlations: the dossier's golden values, the given references, and what must hold of any of them.
import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {makeC2} from "../../../worker/heterodyne/model/c2.ts";
import type {Geometry, HeterodyneTheta, Semantics} from "../../../worker/heterodyne/types.ts";
import {makeOracle, SETS} from "../oracle.ts";

const c2 = makeC2();
const GEOMETRY = {q: 0.0054, dt: 0.1, frames: 64};

async function one(theta: HeterodyneTheta, geometry: Geometry): Promise<Float64Array> {
  const matrices = await c2(theta, geometry);
  expect(matrices.length).toBe(1);
  return matrices[0];
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);

/** The largest distance between two matrices. */
function distance(actual: Float64Array, expected: ArrayLike<number>): number {
  expect(actual.length).toBe(expected.length);
  return actual.reduce((most, value, k) => Math.max(most, Math.abs(value - expected[k])), 0);
}

/** (0,1), (0,63), (10,20), (31,63) and the sum of all, of 64 frames. */
const PLACES = [1, 63, 10 * 64 + 20, 31 * 64 + 63];

const GOLDEN: [Semantics, keyof typeof SETS, number, number[]][] = [
  ["v1", "A", 0, [0.11162744418139137, 0.009736034971800452, 0.7556538693780628, 0.8626322623738463, 2982.481117874595]],
  ["v1", "A", 30, [0.1116274441819171, 0.00973604013079308, 0.7556538741408294, 0.8626324311946865, 2982.481325994935]],
  ["v1", "A", 90, [0.11162744418349434, 0.009736055607814221, 0.7556538884291297, 0.8626329376578052, 2982.481950356646]],
  ["v1", "B", 0, [0.9179733180402284, 0.12638465135393329, 0.21216916696354293, 0.4463185546856397, 2139.3459806166165]],
  ["v1", "B", 30, [0.8986457330752733, 0.2204235996759321, 0.8282535361560148, 0.5685326423244419, 2138.9382085346115]],
  ["v1", "B", 90, [0.9441637264095647, 0.3454566848896557, 0.5988629049403545, 0.48427266555099946, 2236.095502946534]],
  ["v1", "C", 0, [0.9995380532764517, 0.4603372387539956, 0.9698762395608816, 0.8998286959757666, 3480.069685243853]],
  ["v1", "C", 30, [0.9995380714498838, 0.4603372387539956, 0.9698777689036377, 0.8998286959757666, 3480.0745044912146]],
  ["v1", "C", 90, [0.9995381259701821, 0.4603372387539956, 0.9698823569430555, 0.8998286959757666, 3480.088962464727]],
  ["exact", "A", 0, [0.06829999619217436, 0.005689694320123211, 0.7554589042301615, 0.8626194870411442, 2979.975648647173]],
  ["exact", "A", 90, [0.06829999619347027, 0.005689706748854026, 0.7554589232746402, 0.8626201623083827, 2979.976480141523]],
  ["exact", "B", 0, [0.8739121085870491, 0.1470651280349683, 0.2170672377179873, 0.4522147043193026, 2155.814395289249]],
  ["exact", "B", 30, [0.929730902048929, 0.2025380785362824, 0.8294362207905612, 0.5728828527570281, 2155.41873769689]],
  ["exact", "B", 90, [0.9422830911678238, 0.3504993219383267, 0.6012864692489086, 0.4897098037472118, 2251.266585640052]],
  ["exact", "C", 30, [0.9995344240789516, 0.4661142090052951, 0.9693794061954639, 0.9054627023870402, 3487.02080264846]]
]; // prettier-ignore

/** first frame, angle, then (0,0) and the places and sum of 1 + 0.3·c2, semantics v2, set B. */
const GOLDEN_V2: [number, number, number[]][] = [
  [0, 0, [1.2999999999912522, 1.0351251736014684, 1.035607630061596, 1.1005744278915763, 1.1350142762430835, 4737.074999447638]],
  [0, 30, [1.2999999999912522, 1.031632298223488, 1.0694297616863127, 1.0903680348918185, 1.176895783045378, 4737.1014557021645]],
  [0, 90, [1.2999999999912522, 1.293499134214248, 1.104513635200514, 1.177487024120969, 1.1448789102181496, 4765.868817449753]],
  [1, 0, [1.299999999991252, 1.2853285423550758, 1.1003947789326125, 1.0392137055502018, 1.1385321533633532, 4748.142257466956]],
  [1, 30, [1.299999999991252, 1.2346286713586887, 1.1109551595022213, 1.1608717601340313, 1.1618487370044968, 4747.964539015591]],
  [1, 90, [1.299999999991252, 1.2856227219708316, 1.1098906820669636, 1.1831148363299446, 1.1489135536255364, 4777.013181443215]]
]; // prettier-ignore

describe("golden values", () => {
  it.each(GOLDEN)("%s, set %s, %i°", async (semantics, set, phi, expected) => {
    const matrix = await one(SETS[set], {...GEOMETRY, phi, semantics});
    expect(distance(Float64Array.from(PLACES, (k) => matrix[k]), expected.slice(0, 4))).toBeLessThan(1e-12); // prettier-ignore
    expect(Math.abs(sum(matrix) - expected[4])).toBeLessThan(4096e-12);
    expect(matrix[0]).toBe(1);
  });

  it.each(GOLDEN_V2)("v2, first frame %i, %i°", async (firstFrame, phi, expected) => {
    const matrix = await one(SETS.B, {...GEOMETRY, phi, semantics: "v2", firstFrame});
    const scaled = matrix.map((value) => 1 + 0.3 * value);
    const values = Float64Array.from([0, ...PLACES], (k) => scaled[k]);
    expect(distance(values, expected.slice(0, 5))).toBeLessThan(1e-12);
    expect(Math.abs(sum(scaled) - expected[5])).toBeLessThan(4096e-12);
  });

  it("has the references' matrices", async () => {
    const at = new URL("../../fixtures/heterodyne/reference.json", import.meta.url);
    const {cases} = JSON.parse(readFileSync(at, "utf8")) as {cases: Reference[]};
    for (const {theta, c2: expected, ...geometry} of cases) {
      const {q, dt, frames, phi} = geometry;
      const matrices = await c2(theta, {q, dt, frames, phi, semantics: "v1"});
      matrices.forEach((matrix, k) =>
        expect(distance(matrix, expected[k].flat())).toBeLessThan(1e-11)
      );
    }
    expect(cases.length).toBe(6);
  });
});

interface Reference extends Geometry {
  theta: Record<string, number>;
  c2: number[][][];
}

/** Slow and fast decay, one of them within a block; integrals that stand still; x at 0 and at 1; a rate with a root. */
const CORNERS: [string, Float64Array][] = [
  ["set A", SETS.A],
  ["set B", SETS.B],
  ["set C", SETS.C],
  ["a decay of hundreds in a block", Float64Array.of(5e6, -1.5, 50, 10, 0, 0, 500, -0.9, 20, 0.4, -0.2, 1, 0.1, 40)],
  ["no motion of the sample", Float64Array.of(500, -1, 5, 0, 0, 0, 50, 1.5, 0, 0.4, 0.02, 1, 0.1, 0)],
  ["no motion at all", Float64Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0.5, 0, 0, 0, 0)],
  ["a reference alone", Float64Array.of(900, -0.4, 5, 10, 0, 0, 100, 0, 0, 0, 0, 0, 0, 0)],
  ["a sample alone", Float64Array.of(900, -0.4, 5, 100, 0, 0, 100, 0, 0, 0, 0, 0, 1, 0)],
  ["a rate that ends", Float64Array.of(900, -0.7, -400, 800, -0.5, 30, 100, 0, 0, 0.5, -0.1, 0, 0.2, 0)],
  ["a rate that begins", Float64Array.of(90, 0.7, -150, 800, 0.5, 30, -100, 0.5, 90, -0.5, 0.1, 0, 0.9, 0)]
]; // prettier-ignore

describe.each(["exact", "v1", "v2", "xpcsjax"] as const)("semantics %s", (semantics) => {
  it.each(CORNERS)("is as pair by pair: %s", async (_, theta) => {
    for (const frames of [2, 3, 64, 65, 130]) {
      const geometry = {q: 0.0054, dt: 0.1, frames, semantics, firstFrame: 2};
      const matrix = await one(theta, {...geometry, phi: 25});
      expect(distance(matrix, makeOracle(geometry, theta, 25).matrix())).toBeLessThan(1e-13);
    }
  });

  it("is symmetric, 1 on the diagonal, and between 0 and 1", async () => {
    for (const [, theta] of CORNERS) {
      const n = 130;
      const matrix = await one(theta, {...GEOMETRY, frames: n, phi: [-70], semantics});
      const mirrored = matrix.map((_, k) => matrix[(k % n) * n + Math.floor(k / n)]);
      expect(distance(matrix, mirrored)).toBe(0);
      const diagonal = Float64Array.from({length: n}, (_, k) => matrix[k * n + k]);
      // the programs' modulus shows there
      const isWidened = semantics === "v2" || semantics === "xpcsjax";
      expect(
        distance(
          diagonal,
          diagonal.map(() => 1)
        )
      ).toBeLessThan(isWidened ? 1e-10 : 1e-300);
      expect(Math.min(...matrix)).toBeGreaterThan(-1e-14);
      expect(Math.max(...matrix)).toBeLessThan(1 + 1e-14);
    }
  });

  it("stays when the components change places", async () => {
    const [a, b, c, d, e, f, v0, beta, vOff, f0, f1, f2, f3, phi0] = SETS.B;
    const swapped = [d, e, f, a, b, c, v0, beta, vOff, -f0, f1, f2, 1 - f3, phi0];
    const geometry = {...GEOMETRY, phi: 30, semantics};
    const moved = distance(await one(swapped, geometry), await one(SETS.B, geometry));
    expect(moved).toBeLessThan(1e-13);
  });

  it("stays when the velocity turns round with the angle or without it", async () => {
    const geometry = {...GEOMETRY, phi: 30, semantics};
    const turned = SETS.B.map((value, k) =>
      k === 6 || k === 8 ? -value : k === 13 ? value + 180 : value
    );
    const flipped = SETS.B.map((value, k) => (k === 6 || k === 8 ? -value : value));
    const plain = await one(SETS.B, geometry);
    expect(distance(await one(turned, geometry), plain)).toBeLessThan(1e-12);
    expect(distance(await one(flipped, geometry), plain)).toBeLessThan(1e-13);
  });

  it("takes f0 and f2 as f0·exp(−f1·f2) alone", async () => {
    const geometry = {...GEOMETRY, phi: 30, semantics};
    const same = SETS.B.map((value, k) => (k === 9 ? 0.4 * Math.exp(0.2) : k === 11 ? 0 : value));
    expect(distance(await one(same, geometry), await one(SETS.B, geometry))).toBeLessThan(1e-13);
  });

  it("has the phase's sign of its programs", async () => {
    const sign = semantics === "exact" || semantics === "v1" ? 1 : -1;
    const theta = SETS.B.map((value, k) => (k === 13 ? 20 : value));
    const geometry = {...GEOMETRY, semantics};
    const still = SETS.B.map((value, k) => (k === 6 || k === 8 ? 0 : value));
    const across = await one(theta, {...geometry, phi: sign * 20 + 90});
    expect(distance(across, await one(still, {...geometry, phi: 0}))).toBeLessThan(1e-12);
    const wrong = await one(theta, {...geometry, phi: -sign * 20 + 90});
    expect(distance(wrong, await one(still, {...geometry, phi: 0}))).toBeGreaterThan(0.1);
  });
});

describe("semantics exact", () => {
  it("does not depend on the sampling: every third frame of a fine grid is the coarse one", async () => {
    const fine = await one(SETS.B, {...GEOMETRY, frames: 90, dt: 0.1 / 3, phi: 30});
    const coarse = await one(SETS.B, {...GEOMETRY, frames: 30, phi: 30});
    // (k + ½)·3 = 3k + 1 + ½: the middle one of each three
    const picked = Float64Array.from({length: 900}, (_, k) => {
      const i = 3 * Math.floor(k / 30) + 1;
      return fine[i * 90 + 3 * (k % 30) + 1];
    });
    expect(distance(picked, coarse)).toBeLessThan(1e-13);
  });

  it("begins where the first frame says", async () => {
    const whole = await one(SETS.B, {...GEOMETRY, frames: 50, phi: 30});
    const late = await one(SETS.B, {...GEOMETRY, frames: 30, firstFrame: 20, phi: 30});
    const picked = Float64Array.from(
      {length: 900},
      (_, k) => whole[(20 + Math.floor(k / 30)) * 50 + 20 + (k % 30)]
    );
    expect(distance(picked, late)).toBeLessThan(1e-13);
  });
});

describe("heterodyne.c2", () => {
  it("gives one matrix an angle on ordinary memory", async () => {
    const matrices = await c2(SETS.B, {...GEOMETRY, frames: 5, phi: [0, 30]});
    expect(matrices.map(({length}) => length)).toEqual([25, 25]);
    expect(matrices[0].buffer).toBeInstanceOf(ArrayBuffer);
    expect(matrices[1]).toEqual((await c2(SETS.B, {...GEOMETRY, frames: 5, phi: 30}))[0]);
  });

  it("takes a record, with defaults for what is missing", async () => {
    const geometry = {...GEOMETRY, frames: 5, phi: 0};
    const named = await one({f3: 0.3, f0: 0}, geometry);
    const listed = await one([1e4, 0, 0, 1e4, 0, 0, 1e3, 0, 0, 0, 0, 0, 0.3, 0], geometry);
    expect(named).toEqual(listed);
  });

  it("takes a scan for a geometry, with what load and twoTime say of it", async () => {
    const geometry = {...GEOMETRY, phi: 0};
    const more = {
      format: "cache",
      source: {},
      warnings: [],
      available: {},
      regions: [1],
      pixels: [9]
    };
    const theta = {v0: 500};
    expect(await c2(theta, {...geometry, ...more})).toEqual(await c2(theta, geometry));
  });

  const REFUSALS: [unknown, unknown, string][] = [
    [{D0_reff: 1}, {}, 'heterodyne.c2: unknown parameter in theta "D0_reff" (did you mean D0_ref?)'],
    [[1, 2], {}, "heterodyne.c2: expected theta with 14 numbers, got 2"],
    [7, {}, "heterodyne.c2: expected theta as 14 numbers or a record by name, got 7"],
    [{v0: NaN}, {}, "heterodyne.c2: expected v0 in theta finite, got NaN"],
    [{v0: "1"}, {}, 'heterodyne.c2: expected v0 in theta as a number, got "1"'],
    [{}, {q: 0}, "heterodyne.c2: expected q finite and above 0, got 0"],
    [{}, {dt: "1"}, 'heterodyne.c2: expected dt as a number, got "1"'],
    [{}, {frames: 1}, "heterodyne.c2: expected frames as an integer from 2 to 10000, got 1"],
    [{}, {phi: []}, "heterodyne.c2: expected at least one angle, got none"],
    [{}, {phi: [0, NaN]}, "heterodyne.c2: expected phi finite, got NaN"],
    [{}, {firstFrame: -1}, "heterodyne.c2: expected firstFrame as an integer from 0 to 1000000000, got -1"],
    [{}, {semantics: "v3"}, 'heterodyne.c2: expected semantics as one of "exact", "v1", "v2", "xpcsjax", got "v3"'],
    [{}, {frame: 3}, 'heterodyne.c2: unknown field of the geometry "frame" (did you mean frames?)']
  ]; // prettier-ignore
  it.each(REFUSALS)("refuses %j with %j", (theta, change, message) => {
    const geometry = {...GEOMETRY, phi: 0, ...(change as object)};
    expect(() => c2(theta as HeterodyneTheta, geometry)).toThrow(message);
  });
});
