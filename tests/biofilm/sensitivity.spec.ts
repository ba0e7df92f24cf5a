import {describe, expect, it} from "vitest";
import {column, makePart} from "./part.ts";

const {biofilm} = makePart();

describe("biofilm.sensitivity", () => {
  it("has the dossier's d(φψ)/dθ of M1", async () => {
    const {observableSensitivity, parameters} = await biofilm.sensitivity({
      ...{model: "M1", at: [1250, 2500]}
    });
    expect(parameters).toEqual(["a11", "a12", "a22", "b1", "b2"]);
    const last = [
      [0.13731147, -0.00555879, -0.14959759, -0.00049779, 0.12652665],
      [-0.13584459, 0.00914195, 0.15173478, -0.00380989, -0.1316589]
    ];
    const middle = [
      [0.15932393, 0.18434694, 0.03353381, -0.5603295, -0.58797621],
      [0.03557879, 0.23255901, 0.18213062, -0.56257456, -1.0650279]
    ];
    observableSensitivity.forEach((slopes, k) =>
      slopes.forEach((y, i) => {
        expect(y[0]).toBeCloseTo(middle[i][k], 6);
        expect(y[1]).toBeCloseTo(last[i][k], 6);
      })
    );
  });

  it("has those of M3's cross terms, whatever else is asked for", async () => {
    const expected = [
      [0.07056266, 0.02592158, 0.00850173, -0.00912139],
      [0.00850987, -0.00912518, 0.0739829, 0.02708592],
      [0.07207511, -0.01051591, 0.07505462, -0.01107267],
      [-0.03255796, 0.06496797, -0.03407667, 0.06763392]
    ];
    const own = await biofilm.sensitivity({model: "M3", at: [750]});
    const more = await biofilm.sensitivity({
      ...{model: "M3", at: [750], parameters: ["a24", "b1", "a13"], aleatory: ["a13", "a44"]}
    });
    own.observableSensitivity.forEach((slopes, k) =>
      slopes.forEach((y, i) => expect(y[0]).toBeCloseTo(expected[i][k], 7))
    );
    expect(more.parameters).toEqual(["a24", "b1", "a13"]);
    expect(more.sensitivity[0]).toEqual(own.sensitivity[3]);
    expect(more.sensitivity[2]).toEqual(own.sensitivity[0]);
    expect(own.sensitivity[0]).toHaveLength(10);
  });

  it("has the dossier's standard deviations of φψ", async () => {
    const M1 = await biofilm.sensitivity({model: "M1", at: [125, 1250, 1375, 2500]});
    const sd = M1.variance.map((v) => Array.from(v, Math.sqrt));
    const M1Sd = [
      [2.492323e-4, 2.063213e-3, 2.418005e-3, 9.382196e-4],
      [4.115401e-4, 2.733371e-3, 3.07938e-3, 9.468587e-4]
    ];
    M1Sd.forEach((row, i) => row.forEach((x, t) => expect(sd[i][t] / x).toBeCloseTo(1, 6)));
    const M2 = await biofilm.sensitivity({model: "M2", at: [2500, 4000, 5000]});
    const M2Sd = [
      [5.084574e-3, 1.258726e-2, 4.21808e-5],
      [5.124838e-3, 1.250859e-2, 6.160394e-5]
    ];
    M2Sd.forEach((row, i) =>
      row.forEach((x, t) => expect(Math.sqrt(M2.variance[i][t]) / x).toBeCloseTo(1, 3))
    );
    expect(M1.mean).toEqual(M1.observable);
  });

  it("scales the variance by cov² and counts only who is aleatory", async () => {
    const at = [1250];
    const base = await biofilm.sensitivity({model: "M1", at});
    const twice = await biofilm.sensitivity({model: "M1", at, cov: 0.01});
    const [b2] = (await biofilm.sensitivity({model: "M1", at, aleatory: ["b2"]})).variance;
    const none = await biofilm.sensitivity({model: "M1", at, aleatory: []});
    expect(twice.variance[0][0] / base.variance[0][0]).toBeCloseTo(4, 12);
    const slope = base.observableSensitivity[4][0][0] * 0.005 * biofilm.truth.b2;
    expect(b2[0]).toBeCloseTo(slope * slope, 18);
    expect(none.variance[0][0]).toBe(0);
    expect(none.sensitivity).toHaveLength(5);
  });

  it("shows that local tangents are far too small", async () => {
    const at = [2500];
    const exact = await biofilm.sensitivity({model: "M1", at});
    const local = await biofilm.sensitivity({model: "M1", at, tangent: "local"});
    const sd = [exact, local].map(({variance}) => Math.sqrt(variance[0][0]));
    expect(sd[0] / sd[1]).toBeGreaterThan(100);
    expect(local.state).toEqual(exact.state);
  });

  it("takes all parameters where a case has no unknowns", async () => {
    const {parameters} = await biofilm.sensitivity({model: "M3val", at: [10]});
    expect(parameters).toEqual(biofilm.parameters);
  });
});

describe("second order", () => {
  const at = [1250, 2500];
  const wish = {model: "M1", at, cov: 0.02} as const;

  it("adds curvature that agrees with second differences of φψ", async () => {
    const first = await biofilm.sensitivity({...wish, aleatory: ["a11", "b2"]});
    const second = await biofilm.sensitivity({...wish, aleatory: ["a11", "b2"], secondOrder: true});
    const y = async (da: number, db: number) => {
      const {a11, b2} = biofilm.truth;
      const theta = {...biofilm.truth, a11: a11 + da, b2: b2 + db};
      return column((await biofilm.simulate({model: "M1", at, theta})).observable, 0)[0];
    };
    const [s, r] = [0.02 * biofilm.truth.a11, 0.02 * biofilm.truth.b2];
    const [h, g] = [s / 4, r / 4];
    const middle = await y(0, 0);
    const aa = ((await y(h, 0)) - 2 * middle + (await y(-h, 0))) / (h * h);
    const bb = ((await y(0, g)) - 2 * middle + (await y(0, -g))) / (g * g);
    const ab =
      ((await y(h, g)) - (await y(h, -g)) - (await y(-h, g)) + (await y(-h, -g))) / (4 * h * g);
    const shift = 0.5 * (aa * s * s + bb * r * r);
    const more = 0.5 * ((aa * s * s) ** 2 + (bb * r * r) ** 2) + (ab * s * r) ** 2;
    expect((second.mean[0][0] - first.mean[0][0]) / shift).toBeCloseTo(1, 2);
    expect((second.variance[0][0] - first.variance[0][0]) / more).toBeCloseTo(1, 2);
    expect(second.observable).toEqual(first.observable);
    expect(second.stats.evaluations).toBe(5);
  });

  it("has the mean of a cubature that is exact for polynomials of degree three", async () => {
    const first = await biofilm.sensitivity(wish);
    const second = await biofilm.sensitivity({...wish, secondOrder: true});
    const names = biofilm.cases.M1.parameters;
    let mean = 0;
    for (const name of names) {
      for (const sign of [-1, 1]) {
        const far = 1 + sign * Math.sqrt(names.length) * 0.02;
        const theta = {...biofilm.truth, [name]: biofilm.truth[name] * far};
        const {observable} = await biofilm.simulate({model: "M1", at, theta});
        mean += observable[0][0] / (2 * names.length);
      }
    }
    const shift = mean - first.mean[0][0];
    expect((second.mean[0][0] - first.mean[0][0]) / shift).toBeCloseTo(1, 1);
  });
});
