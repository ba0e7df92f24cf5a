// engine.model from the function to the batch: one point and many give the same bits wherever they are computed.
import {describe, expect, it} from "vitest";
import {makeEngine, MODES} from "./makeEngine.ts";

describe.each(MODES)("engine.model $name", ({options, change}) => {
  it("computes in a batch what a call computes", async () => {
    const {engine} = await makeEngine({...options, threads: 2}, change);
    const wave = await engine.model.compile(
      (a: number, x: number[]) => [Math.exp(-a * x[0]), x[1] > 0 ? Math.sin(x[1]) : shift[1]],
      {a: 1, x: 2},
      {constants: {shift: [1, -2]}}
    );
    const n = 1003;
    const x = [
      Float64Array.from({length: n}, (_, i) => i / 100),
      Float64Array.from({length: n}, (_, i) => (i % 7) - 3)
    ];
    const answer = await wave.batch({a: 0.5, x});
    const points = Array.from({length: n}, (_, i) => wave(0.5, [x[0][i], x[1][i]]));
    expect(answer).toEqual([0, 1].map((k) => Float64Array.from(points, (point) => point[k])));
    expect(answer.stats).toMatchObject({evaluations: n, reproducible: true});
    // plain JavaScript was made with the model already
    expect(answer.stats.compile > 0).toBe(answer.stats.device === "wasm");

    const out = [new Float64Array(n), new Float64Array(n)];
    for (const device of ["auto", "reference"] as const) {
      const placed = await wave.batch({a: 0.5, x}, {device, out});
      expect([placed[0], placed[1]].every((vector, row) => vector === out[row])).toBe(true);
      expect(out).toEqual([...answer]);
      out.forEach((vector) => vector.fill(7));
    }

    const plain = await wave.batch({a: 0.5, x}, {device: "reference"});
    expect([...plain]).toEqual([...answer]);
    expect(plain.stats.device).toBe("reference");
    const sloped = await wave.jacobian("a").batch({a: 0.5, x});
    const slopes = points.map(([value], i) => -x[0][i] * value);
    expect(sloped[0]).toEqual(Float64Array.from(slopes));
  });
});

/** stands for the model's constant of that name. */
declare const shift: number[];
