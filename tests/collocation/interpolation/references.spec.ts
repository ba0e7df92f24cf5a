// Interpolants against DataInterpolations' numbers and against SciPy's and NumPy's.
import {describe, expect, it} from "vitest";
import {interpolate} from "../../../worker/collocation/interpolation/interpolate.ts";
import {errorOf, interpolants} from "./fixtures.ts";

const t = [0, 0.5, 1.2, 2.1, 3, 4.5, 5];
const at = [0, 0.25, 1, 2.5, 4, 5];

describe("sin at seven times, as DataInterpolations.jl has it", () => {
  it.each([
    [
      "cubic",
      [0, 0.247413158288, 0.841476647671, 0.597088148716, -0.7595931872, -0.958924274663],
      [
        0.999919818465, 0.969118262523, 0.542085688783, -0.804174646461, -0.666646707698,
        0.13941143559
      ]
    ],
    [
      "akima",
      [0, 0.255357108242, 0.833815858063, 0.546094131688, -0.619628753995, -0.958924274663],
      [
        1.114981224839, 0.943363359152, 0.553186990646, -0.820133386616, -0.735984031971,
        0.428700904248
      ]
    ],
    [
      "quadratic",
      [0, 0.255976326347, 0.847912695069, 0.537567866243, -0.800391351545, -0.958924274663],
      [
        1.088959533567, 0.958851077208, 0.511015485474, -0.804677957838, -0.550022141362,
        0.232956295126
      ]
    ]
  ] as const)("%s, to the digits printed", async (method, u, du) => {
    const found = await interpolate(t.map(Math.sin), t, at, {method});
    for (let k = 0; k < at.length; k++) {
      expect(Math.abs(found.u[k] - u[k])).toBeLessThan(6e-13);
      expect(Math.abs(found.du[k] - du[k])).toBeLessThan(6e-13);
    }
  });
});

describe("curves are those of SciPy and NumPy, for two series at times in no order", () => {
  const cases = interpolants.cases.map((one) => {
    const {method, degree, controls, knots} = one.options;
    const name = [method, degree, knots, controls, `${one.t.length} times`, one.about];
    return [name.filter((part) => part !== undefined).join(", "), one] as const;
  });

  it.each(cases)("%s", async (_name, {options, data, t, at, u, du}) => {
    const found = await interpolate(data, t, at, options);
    expect(found.warnings).toEqual([]);
    for (let q = 0; q < data.length; q++) {
      expect(errorOf(found.u[q], u[q])).toBeLessThan(1e-10);
      expect(errorOf(found.du[q], du[q])).toBeLessThan(1e-10);
    }
  });
});
