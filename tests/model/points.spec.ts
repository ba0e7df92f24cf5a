import {describe, expect, it} from "vitest";
import {sortPoints, type PointParam} from "../../worker/model/points.ts";

const params: PointParam[] = [
  {name: "u", size: 2, isRead: true},
  {name: "p", size: 3, isRead: true},
  {name: "t", size: 1, isRead: true},
  {name: "idle", size: 2, isRead: false}
];
const f64 = (...values: number[]) => Float64Array.from(values);

describe("points", () => {
  it("are d vectors of length n, or one constant of length d", () => {
    const u = [f64(1, 2, 3, 4), f64(5, 6, 7, 8)];
    const sorted = sortPoints({u, p: [1, 2, 3], t: [0, 1, 2, 3]}, params);
    expect(sorted.n).toBe(4);
    expect(sorted.uniform).toEqual({p: f64(1, 2, 3), idle: f64(0, 0)});
    expect(sorted.varying).toEqual({u, t: [f64(0, 1, 2, 3)]});
    expect(sorted.varying.u[0]).toBe(u[0]);
  });

  it("may be a number, where the size is 1, in any of its clothes", () => {
    const given = {u: [1, 2], p: f64(1, 2, 3)};
    for (const t of [7, [7], f64(7), Float32Array.of(7)]) {
      const sorted = sortPoints({...given, t}, params);
      expect(sorted).toMatchObject({n: 1, varying: {}, uniform: {t: f64(7)}});
    }
    const rows = sortPoints({...given, t: [[7, 8]]}, params);
    expect(rows).toMatchObject({n: 2, varying: {t: [f64(7, 8)]}});
  });

  it("may be none at all", () => {
    const none = sortPoints({u: [[], []], p: [1, 2, 3], t: []}, params);
    expect(none.n).toBe(0);
    expect(none.varying).toEqual({u: [f64(), f64()], t: [f64()]});
  });

  const p = [1, 2, 3];
  const t = 0;
  it.each<[unknown, string]>([
    [undefined, "model.batch: expected points as an object {u, p, t, idle}, got undefined"],
    [[1, 2], "model.batch: expected points as an object {u, p, t, idle}, got an array of length 2"],
    [{u: [1, 2], p, t, q: 1}, 'model.batch: unknown parameter "q"'],
    [
      {u: [1, 2], p},
      "model.batch: expected t as a vector with a number for each point, or one number, got undefined"
    ],
    [
      {u: 3, p, t},
      "model.batch: expected u as 2 vectors with a number for each point, or one constant of length 2, got 3"
    ],
    [
      {u: [1, 2, 3], p, t},
      "model.batch: expected u as 2 vectors with a number for each point, or one constant of length 2, got 3 numbers"
    ],
    [
      {u: [[1], [2], [3]], p, t},
      "model.batch: expected u as 2 vectors with a number for each point, or one constant of length 2, got 3 vectors"
    ],
    [
      {u: [[1], [2, 3]], p, t},
      "model.batch: expected the vectors of u equally long, got 1 numbers in u[0] and 2 in u[1]"
    ],
    [
      {
        u: [
          [1, 2],
          [3, 4]
        ],
        p,
        t: [1, 2, 3]
      },
      "model.batch: expected as many points of t as of u, got 3 and 2"
    ],
    [{u: [["a"], [1]], p, t}, 'model.batch: expected numbers in u[0], got "a" at index 0'],
    [{u: [1, [2]], p, t}, "model.batch: expected numbers in u, got an array of length 1 at index 1"]
  ])("that are wrong end before any work: %j", (points, message) => {
    expect(() => sortPoints(points, params)).toThrow(message);
  });
});
