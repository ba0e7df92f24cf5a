// The fixed-step solver against trajectories and tangents computed elsewhere.
import {describe, expect, it} from "vitest";
import type {Trajectory} from "../../../worker/biofilm/solver/types.ts";
import {observables, referenceTrajectory, slopes} from "./answers.ts";
import {makeRequest, reference} from "./cases.ts";

const given = reference.cases.map((row, i) => ({...row, title: `${row.model}, θ ${i % 2}`}));

/** The largest error of a column over the largest value, for all columns. */
function worstOfScale(
  tangents: Trajectory["tangents"],
  expected: readonly (readonly (readonly number[])[])[]
): number {
  let worst = 0;
  tangents.forEach((tangent, k) =>
    tangent.forEach((column, v) => {
      const wanted = expected.map((row) => row[v][k]);
      const scale = Math.max(...wanted.map(Math.abs));
      const error = Math.max(...wanted.map((value, t) => Math.abs(value - column[t])));
      if (scale > 0) worst = Math.max(worst, error / scale);
      else expect(error).toBe(0);
    })
  );
  return worst;
}

describe.each(given)("$title", (row) => {
  const request = makeRequest(row.model, {
    theta: row.theta,
    at: row.at_steps,
    tangents: row.sensitivity_params
  });
  const exact = referenceTrajectory(request);

  it("has the given states", () => {
    expect(exact.code).toBe(0);
    exact.state.forEach((column, v) =>
      column.forEach((x, t) => {
        const wanted = row.state[t][v];
        // γ is as large as a few hundred
        expect(Math.abs(x - wanted)).toBeLessThan(1e-7 * Math.max(1, Math.abs(wanted)));
      })
    );
  });

  it("has the given tangents, with and without history", () => {
    expect(worstOfScale(exact.tangents, row.sensitivity_exact)).toBeLessThan(1e-5);
    const local = referenceTrajectory({...request, tangent: "local"});
    expect(worstOfScale(local.tangents, row.sensitivity_local)).toBeLessThan(1e-6);
    expect(local.state).toEqual(exact.state);
  });

  it("needs fewer turns of Newton than from the last state", () => {
    const steps = row.at_steps.at(-1) ?? NaN;
    const turns = exact.iterations.at(-1);
    expect(turns).toBeGreaterThan(steps);
    expect(turns).toBeLessThan(row.newton_iterations);
    expect([...exact.iterations]).toEqual([...exact.iterations].sort((a, b) => a - b));
  });
});

/** step: values of φψ, as printed. */
type Golden = Record<number, readonly number[]>;

function expectObservables(trajectory: Trajectory, golden: Golden, digits: number): void {
  const y = observables(trajectory);
  Object.values(golden).forEach((values, t) =>
    values.forEach((value, i) => expect(y[i][t]).toBeCloseTo(value, digits))
  );
}

function simulate(name: Parameters<typeof makeRequest>[0], golden: Golden, from?: number) {
  const at = Object.keys(golden).map(Number);
  return referenceTrajectory(makeRequest(name, {at, tangents: [], from}));
}

describe("φψ", () => {
  it.each<[string, Parameters<typeof makeRequest>[0], Golden, number, number?]>([
    [
      "M1",
      "M1",
      {
        125: [0.197136764273, 0.172822804673],
        250: [0.207499726071, 0.172326507957],
        625: [0.269477555642, 0.228312541309],
        1250: [0.414535093218, 0.41759812963],
        1500: [0.479993615078, 0.49331131374],
        2500: [0.464392799147, 0.509006049677]
      },
      11
    ],
    [
      "M2",
      "M2",
      {
        250: [0.223484109614, 0.237155538479],
        2500: [0.297360165661, 0.677128866656],
        4000: [0.030711618271, 0.945834820869],
        5000: [0.004237652752, 0.968001763244]
      },
      11
    ],
    [
      "M3",
      "M3",
      {
        37: [0.02501096, 0.02518797, 0.02561593, 0.02416416],
        375: [0.07495728, 0.07759659, 0.0850427, 0.06027001],
        750: [0.19045905, 0.20146226, 0.23435491, 0.09941877]
      },
      7
    ],
    [
      "M3val, antibiotic after step 500",
      "M3val",
      {
        510: [0.07378298, 0.06097566, 0.06341655, 0.0079738],
        750: [0.01130762, 0.00925057, 0.00942736, 0.00440034],
        1500: [0.01149628, 0.00928833, 0.00927821, 0.00534344]
      },
      7
    ],
    [
      "M3val, antibiotic after step 750",
      "M3val",
      {
        800: [0.18011545, 0.15273038, 0.1658976, 0.00579049],
        1500: [0.30107605, 0.29099877, 0.32021197, 0.00113034]
      },
      7,
      751
    ],
    [
      "case I, viscosities that differ",
      "caseI",
      {
        50: [0.2158221, 0.24595555],
        100: [0.21855315, 0.22439558],
        500: [0.70055397, 0.15852819],
        1000: [0.95689422, 0.00117653]
      },
      7
    ]
  ])("of %s", (_title, name, golden, digits, from) => {
    expectObservables(simulate(name, golden, from), golden, digits);
  });
});

describe("single steps of M1", () => {
  const {state} = referenceTrajectory(makeRequest("M1", {at: [0, 1, 10, 2500], tangents: []}));

  it("begin with what is given", () => {
    expect(state.map((column) => column[0])).toEqual([
      0.2, 0.2, 0.6000000000000001, 0.999, 0.999, 1e-6
    ]);
  });

  it("are those of the dossier", () => {
    const golden = [
      [0.200874166, 0.2009920922, 0.598133741872, 0.9836045457, 0.9826274275, 186.6229864],
      [0.2025869303, 0.2050074667, NaN, 0.9616542192, 0.9395601, 51.2347071],
      [0.471628003, 0.5170450445, 0.011326952564, 0.9846590877, 0.9844520417, 139.1816801]
    ];
    golden.forEach((values, t) =>
      values.forEach((value, v) => {
        if (!Number.isNaN(value)) expect(state[v][t + 1]).toBeCloseTo(value, v === 5 ? 6 : 9);
      })
    );
  });
});

describe("tangents of φψ", () => {
  const M1 = referenceTrajectory(
    makeRequest("M1", {at: [125, 1250, 1375, 2500], tangents: ["a11", "a12", "a22", "b1", "b2"]})
  );

  it.each([
    [
      3,
      [0.13731147, -0.00555879, -0.14959759, -0.00049779, 0.12652665],
      [-0.13584459, 0.00914195, 0.15173478, -0.00380989, -0.1316589]
    ],
    [
      1,
      [0.15932393, 0.18434694, 0.03353381, -0.5603295, -0.58797621],
      [0.03557879, 0.23255901, 0.18213062, -0.56257456, -1.0650279]
    ]
  ])("of M1, answer %i, are those of the dossier", (t, first, second) => {
    slopes(M1).forEach(([one, two], k) => {
      expect(one[t]).toBeCloseTo(first[k], 6);
      expect(two[t]).toBeCloseTo(second[k], 6);
    });
  });

  it("make the standard deviations of the dossier", () => {
    const theta = [0.8, 2, 1, 0.1, 0.2];
    const golden = [
      [2.492323e-4, 4.115401e-4],
      [2.063213e-3, 2.733371e-3],
      [2.418005e-3, 3.07938e-3],
      [9.382196e-4, 9.468587e-4]
    ];
    const all = slopes(M1);
    golden.forEach((row, t) =>
      row.forEach((sd, i) => {
        const variance = all.reduce((sum, s, k) => sum + (s[i][t] * 0.005 * theta[k]) ** 2, 0);
        expect(Math.sqrt(variance) / sd).toBeCloseTo(1, 5);
      })
    );
  });

  it("of M3 by the cross terms are those of the dossier", () => {
    const golden = [
      [0.07056266, 0.02592158, 0.00850173, -0.00912139],
      [0.00850987, -0.00912518, 0.0739829, 0.02708592],
      [0.07207511, -0.01051591, 0.07505462, -0.01107267],
      [-0.03255796, 0.06496797, -0.03407667, 0.06763392]
    ];
    const request = makeRequest("M3", {tangents: ["a13", "a14", "a23", "a24"]});
    slopes(referenceTrajectory(request)).forEach((species, k) =>
      species.forEach((slope, i) => expect(slope[0]).toBeCloseTo(golden[i][k], 7))
    );
  });

  it("of all of M3, of γ and φ_0 too, are central differences", () => {
    const request = makeRequest("M3", {at: [3, 40]});
    const {tangents} = referenceTrajectory({...request, varying: new Int32Array(0)});
    for (const [k, place] of request.tangents.entries()) {
      const at = (by: number) => {
        const theta = request.theta.slice();
        theta[place] += by;
        return referenceTrajectory({...request, theta, varying: new Int32Array(0)}).state;
      };
      const [above, below] = [at(1e-4), at(-1e-4)];
      tangents[k].forEach((column, v) =>
        column.forEach((slope, t) => {
          const difference = (above[v][t] - below[v][t]) / 2e-4;
          expect(Math.abs(slope - difference)).toBeLessThan(2e-6 * Math.max(1, Math.abs(slope)));
        })
      );
    }
  });
});
