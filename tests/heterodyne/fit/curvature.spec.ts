// JᵀJ brought up to date by gradients.
import {describe, expect, it} from "vitest";
import {Curvature} from "../../../worker/heterodyne/fit/curvature.ts";

/** ½·gradient and value of (x − 1)ᵀH(x − 1). */
const H = Float64Array.of(4, 1, 1, 3);
const at = (x: number, y: number) => {
  const [a, b] = [x - 1, y - 1];
  const half = Float64Array.of(H[0] * a + H[1] * b, H[2] * a + H[3] * b);
  return {x: Float64Array.of(x, y), half, value: a * half[0] + b * half[1]};
};

/** One that has computed `normal` at the first place. */
function makeAt(first: ReturnType<typeof at>, normal: ArrayLike<number>): Curvature {
  const curvature = new Curvature(2);
  curvature.normal.set(normal);
  curvature.half.set(first.half);
  curvature.renew(first.x, first.value);
  return curvature;
}

describe("Curvature", () => {
  it("agrees with how the gradient changed along the step", () => {
    const [first, second] = [at(3, -1), at(2, 2)];
    const curvature = makeAt(first, [2, 0, 0, 2]);
    curvature.update(second.x, second.value, second.half);
    const {normal} = curvature;
    for (const i of [0, 1]) {
      const along = normal[2 * i] * -1 + normal[2 * i + 1] * 3;
      expect(along).toBeCloseTo(second.half[i] - first.half[i], 12);
    }
    expect(normal[1]).toBeCloseTo(normal[2], 12);
    expect(normal[0] * normal[3] - normal[1] * normal[2]).toBeGreaterThan(0);
    expect(Array.from(curvature.half)).toEqual(Array.from(second.half));
  });

  it("is enough where the step went as foretold, some steps long", () => {
    const places = [at(3, -1), at(2.5, 0), at(2, 0.5), at(1.5, 0.8)];
    const curvature = makeAt(places[0], H);
    for (const {x, value, half} of places.slice(1, 3)) {
      expect(curvature.isEnough(x, value)).toBe(true);
      curvature.update(x, value, half);
    }
    expect(curvature.isEnough(places[3].x, places[3].value)).toBe(false);
    curvature.renew(places[2].x, places[2].value);
    expect(curvature.isEnough(places[3].x, places[3].value)).toBe(true);
  });

  it("is not enough where it did not, or before anything is known", () => {
    const [first, second] = [at(3, -1), at(2.5, 0)];
    expect(new Curvature(2).isEnough(first.x, first.value)).toBe(false);
    const curvature = makeAt(first, H);
    expect(curvature.isEnough(second.x, first.value - 0.5 * (first.value - second.value))).toBe(
      false
    );
    expect(curvature.isEnough(second.x, first.value)).toBe(false);
  });

  it("stays as it is where the gradient changed against the step", () => {
    const [first, second] = [at(3, -1), at(2, 2)];
    const curvature = makeAt(first, H);
    const against = first.half.map((half, i) => 2 * half - second.half[i]);
    curvature.update(second.x, second.value, against);
    expect(Array.from(curvature.normal)).toEqual(Array.from(H));
  });
});
