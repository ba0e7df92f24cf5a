// Sums of squares and their gradients against loops over all pairs, in all shapes and where digits could be lost.
import {expect, it} from "vitest";
import type {Semantics} from "../../../worker/heterodyne/types.ts";
import {SETS} from "../oracle.ts";
import {openMaker} from "./openMaker.ts";
import {makeTaken, NEARLY_FLAT, STEEP, sumDirectly, TRIAL} from "./scans.ts";

/** What rounding leaves of the frames' own elements, which no parameter moves. */
const NOTHING = 1e-14;

const CASES: [name: string, frames: number, semantics: Semantics, theta: Float64Array][] = [
  ["two frames", 2, "exact", TRIAL],
  ["three frames", 3, "v1", TRIAL],
  ["one less than a block", 63, "exact", TRIAL],
  ["a block", 64, "v2", TRIAL],
  ["one more than a block", 65, "exact", TRIAL],
  ["blocks and a rest", 130, "xpcsjax", TRIAL],
  ["four blocks", 200, "v1", TRIAL],
  ["strong decay at the start", 130, "v1", SETS.A],
  ["steep blocks", 130, "exact", STEEP],
  ["nearly flat", 130, "exact", NEARLY_FLAT]
];

it.each(CASES)("%s", async (_, frames, semantics, theta) => {
  const {maker} = await openMaker();
  const phi = frames < 100 ? [30, 85] : [85];
  const taken = makeTaken({
    frames,
    semantics,
    phi,
    theta: theta === TRIAL ? SETS.B : theta
  });
  const sums = await maker.open(taken);
  const point = theta.map((value) => value * 1.03);
  const evaluated = await sums.evaluate(point, true);
  for (let place = 0; place < phi.length; place++) {
    const direct = sumDirectly(taken, point, place);
    const relative = (got: number, wanted: number) => Math.abs(got / wanted - 1);
    expect(relative(evaluated.ssr[place], direct.ssr)).toBeLessThan(1e-10);
    expect(relative(evaluated.contrast[place], direct.contrast)).toBeLessThan(1e-9);
    expect(relative(evaluated.offset[place], direct.offset)).toBeLessThan(1e-9);
    expect(relative(evaluated.stt[place], direct.stt)).toBeLessThan(1e-9);
    expect(relative(evaluated.meanTheory[place], direct.meanTheory)).toBeLessThan(1e-12);
    direct.gradient.forEach((wanted, p) => {
      const got = evaluated.gradient![14 * place + p];
      expect(Math.abs(got - wanted), `parameter ${p}`).toBeLessThanOrEqual(
        1e-10 * direct.scale[p] + NOTHING
      );
    });
  }
});

it("takes contrast 1 and offset 0 where the correlation is flat", async () => {
  const {maker} = await openMaker();
  const taken = makeTaken({frames: 70});
  const still = Float64Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0.4, 0, 0, 0, 0);
  const {ssr, contrast, offset, stt} = await (await maker.open(taken)).evaluate(still, true);
  const wanted = taken.angles[0].data.reduce((sum, e) => sum + (e - 1) ** 2, 0);
  expect([contrast[0], offset[0]]).toEqual([1, 0]);
  expect(stt[0]).toBeLessThan(1e-12);
  expect(Math.abs(ssr[0] / wanted - 1)).toBeLessThan(1e-10);
});
