// Programs that sum over the points of each tile, on the engine's threads: no two of them share a tile.
import {describe, expect, it} from "vitest";
import {outputWidth, TILE} from "../../worker/compiler/wasm/abi.ts";
import {emitWasm} from "../../worker/compiler/wasm/emit.ts";
import {grainOf} from "../../worker/pool/grain.ts";
import {makeModel, strictKernels} from "../compiler/wasm/runProgram.ts";
import {makeSession} from "./makeEngine.ts";
import {makePoints, WASM_MODES} from "./testProgram.ts";

const model = makeModel({a: 1, x: 2}, 3, (b, load) => {
  b.output(0, b.apply("mul", load("a"), load("x")));
  b.output(1, b.apply("mul", load("x"), load("x", 1)));
  b.output(2, b.apply("sub", load("x"), load("a")));
});
const program = emitWasm(model, {uniform: ["a"], isSum: true, kernels: strictKernels});

/** The pairs of all tiles, in plain JavaScript. */
function sumOf([x, y]: readonly Float64Array[], a: number): Float64Array {
  const pairs = new Float64Array(Math.ceil(x.length / TILE) * 6);
  for (let i = 0; i < x.length; i++) {
    const at = Math.floor(i / TILE) * 6 + (i % 2);
    [a * x[i], x[i] * y[i], x[i] - a].forEach((value, r) => (pairs[at + 2 * r] += value));
  }
  return pairs;
}

describe.each(WASM_MODES)("sums $name", ({options, change}) => {
  it("are the same with any number of threads, whatever a point costs", async () => {
    for (const threads of [1, 2, 3]) {
      const {session} = await makeSession({...options, threads}, change);
      for (const cost of [1, 3000, 1e7])
        for (const n of [1, TILE - 1, TILE, TILE + 1, 2 * TILE + 1, 20_001]) {
          const points = makePoints(n);
          const batch = await session.programs.open({
            label: "sums",
            program: {...program, cost, key: `${cost}`},
            constants: program.fillConstants(model.constants),
            uniform: {a: new Float64Array([2])},
            varying: {x: points},
            n
          });
          for (const a of [2, -3]) {
            batch.setUniform("a", [a]);
            expect((await batch.run()).evaluations).toBe(n);
            expect(batch.sums).toEqual(sumOf(points, a));
          }
          batch.close();
        }
    }
  });
});

it("a lane takes whole tiles of what is summed, and any pairs of the rest", () => {
  const costs = [0, 10, 1000, 1e5, 1e9];
  const grains = (isSum: boolean) =>
    costs.flatMap((cost) => [1, 3, 700, 1e5, 1e7].map((n) => grainOf({cost, isSum}, n, 4)));
  for (const grain of grains(true)) expect([grain > 0, grain % TILE]).toEqual([true, 0]);
  expect(Math.min(...grains(false))).toBe(2);
  expect(outputWidth(program) * program.outputRows).toBe(6);
});
