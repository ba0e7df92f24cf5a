import {describe, expect, it} from "vitest";
import {homodyneC2} from "../../../worker/heterodyne/homodyne/c2.ts";
import type {HomodyneForm, HomodyneGeometry} from "../../../worker/heterodyne/homodyne/types.ts";

const LAMINAR = [2000, -0.3, 50, 2e-3, -0.2, 1e-4, 2];
const N = 64;
const AT = {model: "laminar", gap: 2e6, q: 0.0054, dt: 0.1, frames: N} as const;

/** (0,1), (0,63), (10,20), (31,63) and the sum of all 4096: the dossier's golden table, 1.12. */
const GOLDEN: [HomodyneForm, number, number[]][] = [
  ["v1", 0, [0.09450517886603471, 5.155040905959408e-8, 4.415853276601135e-5, 1.104921786934382e-6, 139.9530977667481]],
  ["v1", 40, [0.2471667670142904, 1.0836604588185047e-7, 0.0001466785990744227, 4.123286889642748e-7, 176.78471271552075]],
  ["v1", 90, [0.9857879941112222, 0.01757802107190128, 0.8672206689739205, 0.4769971525219651, 2638.8768139716913]],
  ["v2", 0, [0.7727013009765009, 1.6556831295336009e-6, 1.500469516968764e-5, 3.6752828353137646e-5, 424.84324748012847]],
  ["v2", 40, [0.8482584741684326, 8.046380091338165e-9, 0.000995728578882214, 2.890112698346729e-5, 532.8691801749524]],
  ["v2", 90, [0.9866678579785748, 0.532984279831311, 0.9392713694057365, 0.831929190841102, 3561.4672892797453]],
  ["paper", 0, [0.7485730781536076, 0.00018235909050206444, 0.006877961200650258, 0.0009298418919883202, 204.40343936055655]],
  ["paper", 40, [0.8349811315227006, 0.0002112195997686838, 0.011060998784392852, 0.0005227548829019745, 256.7245380297078]],
  ["paper", 90, [0.9937197225297941, 0.11749143878808556, 0.9058739826095352, 0.6484874785875151, 3042.466468735647]]
]; // prettier-ignore

async function laminar(geometry: Partial<HomodyneGeometry>): Promise<Float64Array> {
  const [matrix] = await homodyneC2(LAMINAR, {...AT, phi: 0, ...geometry});
  return matrix;
}

describe("golden values of the laminar model", () => {
  it.each(GOLDEN)("form %s at %d°", async (form, phi, [c1, c2, c3, c4, sum]) => {
    const integrals = form === "paper" ? "trapezoid" : "exact";
    const c = await laminar({form, phi, integrals});
    const seen = [c[1], c[63], c[10 * N + 20], c[31 * N + 63]];
    [c1, c2, c3, c4].forEach((value, k) =>
      expect(Math.abs(seen[k] - value)).toBeLessThan(1e-11 * value)
    );
    expect(Math.abs(c.reduce((a, b) => a + b, 0) - sum)).toBeLessThan(1e-11 * sum);
  });

  it.each([
    [0, 0.9999999803242364],
    [40, 0.9999999877661168],
    [90, 0.999999999973094]
  ])("v2's diagonal at %d°", async (phi, value) => {
    const c = await laminar({form: "v2", phi});
    for (let i = 0; i < N; i++) expect(Math.abs(c[i * N + i] - value)).toBeLessThan(1e-13);
  });
});
