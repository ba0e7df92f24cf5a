import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {makeReducer, type Partial} from "../../worker/optimize/reduce.ts";
import {makeSquaresProbe} from "../../worker/optimize/squaresProbe.ts";

/** Numbers that look random, the same each time. */
function draw(count: number, seed: number): Float64Array {
  let state = seed;
  return Float64Array.from({length: count}, () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647 - 0.5;
  });
}

function reduceIn(k: number, J: Float64Array, r: Float64Array, cuts: readonly number[]): Partial {
  const reducer = makeReducer(k);
  const ends = [...cuts, r.length].sort((a, b) => a - b);
  let from = 0;
  for (const end of ends) {
    reducer.add(J.subarray(from * k, end * k), r.subarray(from, end));
    from = end;
  }
  return reducer.finish();
}

/** That RᵀR = JᵀJ and Rᵀq = Jᵀr, to the rounding of such sums. */
function expectSame(
  k: number,
  J: Float64Array,
  r: Float64Array,
  {factor, projected}: Partial
): void {
  for (let a = 0; a < k; a++) {
    const column = (j: number) => r.map((_, i) => J[i * k + j]);
    const dot = (x: Float64Array, y: Float64Array) => x.reduce((sum, xi, i) => sum + xi * y[i], 0);
    const inR = (j: number) => Float64Array.from({length: k}, (_, i) => factor[i * k + j]);
    expect(Math.abs(dot(inR(a), projected) - dot(column(a), r))).toBeLessThan(1e-12 * r.length);
    for (let b = 0; b < k; b++) {
      expect(Math.abs(dot(inR(a), inR(b)) - dot(column(a), column(b)))).toBeLessThan(
        1e-12 * r.length
      );
      if (b < a) expect(factor[a * k + b]).toBe(0);
    }
  }
}

describe("a reducer", () => {
  it.each([
    [1, 1], [3, 2], [31, 4], [32, 4], [33, 4], [200, 7], [5, 9], [40, 40], [1000, 3]
  ])("of %i rows and %i unknowns keeps the normal equations", (m, k) => {
    const [J, r] = [draw(m * k, 7 + m), draw(m, 11 + k)];
    const part = reduceIn(k, J, r, []);
    expectSame(k, J, r, part);
    expect(part.value).toBe(r.reduce((sum, ri) => sum + ri * ri, 0));
  }); // prettier-ignore

  it("keeps what normal equations lose", () => {
    // columns that agree to eight digits: JᵀJ is singular to rounding, R is not
    const e = 1e-8;
    const J = Float64Array.of(1, 1, e, 0, 0, e);
    const r = Float64Array.of(2, e, e);
    const {factor: R, projected: q} = reduceIn(2, J, r, []);
    const second = q[1] / R[3];
    const first = (q[0] - R[1] * second) / R[0];
    expect(Math.abs(first - 1)).toBeLessThan(1e-6);
    expect(Math.abs(second - 1)).toBeLessThan(1e-6);
  });

  it("has the same bits however its rows are cut into calls", () => {
    const [m, k] = [150, 5];
    const [J, r] = [draw(m * k, 3), draw(m, 4)];
    const whole = reduceIn(k, J, r, []);
    fc.assert(
      fc.property(fc.array(fc.nat(m), {maxLength: 8}), (cuts) => {
        expect(reduceIn(k, J, r, cuts)).toEqual(whole);
      }),
      {numRuns: 50, seed: 1}
    );
  });

  it("combines parts: the same equations, and the same bits in the same order", () => {
    const [m, k] = [120, 6];
    const [J, r] = [draw(m * k, 21), draw(m, 22)];
    const parts = [0, 1, 2].map((part) =>
      reduceIn(k, J.subarray(part * 40 * k, (part + 1) * 40 * k), r.subarray(part * 40, (part + 1) * 40), [])
    ); // prettier-ignore
    const join = (): Partial => {
      const all = makeReducer(k);
      for (const part of parts) all.combine(part);
      return all.finish();
    };
    expectSame(k, J, r, join());
    expect(join()).toEqual(join());
    expect(join().value).toBeCloseTo(
      r.reduce((sum, ri) => sum + ri * ri, 0),
      12
    );
  });

  it("writes probes, gives the same Σ r² without a Jacobian, and starts anew", () => {
    const [m, k] = [50, 3];
    const [J, r] = [draw(m * k, 5), draw(m, 6)];
    const reducer = makeReducer(k);
    const [full, light] = (["factor", "value"] as const).map((wants) =>
      makeSquaresProbe(new Float64Array(k), wants)
    );
    reducer.add(J, r);
    reducer.write(full);
    const {factor, projected, value} = reduceIn(k, J, r, []);
    expect([full.factor, full.projected, full.value]).toEqual([factor, projected, value]);
    reducer.clear();
    reducer.addValues(r);
    reducer.write(light);
    expect(light.value).toBe(value);
    reducer.clear();
    reducer.add(J, r);
    reducer.write(full);
    expect(full.factor).toEqual(factor);
  });
});
