// The compiled program has the bits of the reference, whatever stands beside a point.
import {describe, expect, it} from "vitest";
import type {SolverRequest, SolverWish} from "../../../worker/biofilm/solver/types.ts";
import {makeData, programRows, readProgram, referenceRows} from "./answers.ts";
import {makeMixed, makeRequest, makeSettings} from "./cases.ts";

/** Points around that of a request. */
function scatter(request: SolverRequest, count: number): number[][] {
  return Array.from({length: count}, (_, i) =>
    Array.from(
      request.varying,
      (place, k) => request.theta[place] * (1 + 0.02 * (((i * 5 + k * 3) % 7) - 3))
    )
  );
}

function wishes(request: SolverRequest): SolverWish[] {
  const data = makeData(request).map((y, k) => y + 0.003 * ((k % 5) - 2));
  const forms = [false, true].flatMap((independentStates) =>
    (["diagonal", "full"] as const).map((covariance): SolverWish => ({
      kind: "likelihood",
      likelihood: makeSettings(data, {covariance, independentStates})
    }))
  );
  return [{kind: "observables"}, ...forms];
}

function expectSame(request: SolverRequest, wish: SolverWish, points: number[][]): void {
  const rows = programRows(request, wish, points);
  points.forEach((point, i) => expect(rows[i]).toEqual(referenceRows(request, wish, point)));
}

describe("the module", () => {
  it.each(["strict", "relaxed"])(
    "(%s) has one function, no data and takes the memory",
    (flavour) => {
      if (flavour === "relaxed" && !hasRelaxed()) return;
      const module = new WebAssembly.Module(readProgram("biofilmFixed", flavour));
      expect(WebAssembly.Module.exports(module)).toEqual([{name: "run", kind: "function"}]);
      expect(WebAssembly.Module.imports(module)).toEqual([
        {module: "env", name: "memory", kind: "memory"}
      ]);
    }
  );

  it.each(["strict", "relaxed"])("(%s) writes nothing at its memory's base", (flavour) => {
    expect(sectionsOf(readProgram("biofilmFixed", flavour))).not.toContain(DATA_SECTION);
  });
});

const DATA_SECTION = 11;

/** Numbers of a module's sections. */
function sectionsOf(bytes: Uint8Array): number[] {
  const sections: number[] = [];
  for (let at = 8; at < bytes.length;) {
    sections.push(bytes[at++]);
    let size = 0;
    for (let shift = 0, byte = 0x80; byte & 0x80; shift += 7) {
      byte = bytes[at++];
      size |= (byte & 0x7f) << shift;
    }
    at += size;
  }
  return sections;
}

function hasRelaxed(): boolean {
  return WebAssembly.validate(readProgram("biofilmFixed", "relaxed"));
}

describe.each([1, 2, 3, 4, 5])("%i species", (n) => {
  const request = makeMixed(n);

  it("have the reference's states and tangents", () => {
    const one = {...request, varying: new Int32Array(0)};
    for (const tangent of ["exact", "local"] as const) {
      const asked = {...one, tangent};
      const [rows] = programRows(asked, {kind: "states"}, [[]]);
      expect(rows.at(-1)).toBe(0);
      expect(rows).toEqual(referenceRows(asked, {kind: "states"}, []));
    }
  });

  it("have its φψ and likelihoods, for odd and even counts of points", () => {
    for (const wish of wishes(request))
      for (const count of [1, 2, 5]) expectSame(request, wish, scatter(request, count));
  });
});

describe("real cases", () => {
  it.each([
    ["M1", 400, ["a11", "a12", "a22", "b1", "b2"]],
    ["M2", 300, ["b4", "a34"]],
    ["M3", 150, undefined],
    ["caseI", 200, []]
  ] as const)("%s has the reference's bits", (name, steps, tangents) => {
    const request = makeRequest(name, {
      at: [0, 1, 2, 7, steps],
      tangents,
      varying: tangents?.length === 0 ? ["a11", "b2"] : undefined
    });
    const [wish] = wishes(request).slice(3);
    expectSame(request, {kind: "observables"}, scatter(request, 3));
    expectSame(request, wish, scatter(request, 3));
  });

  it("of more than one tile have the reference's bits", () => {
    const request = makeRequest("M1", {at: [3], tangents: ["b1", "a12"]});
    expectSame(request, {kind: "observables"}, scatter(request, 1027));
  });

  it("with a change of the antibiotic have the reference's bits", () => {
    const request = makeRequest("M3val", {at: [30, 60], from: 31, tangents: ["b1", "a12"]});
    expectSame(request, {kind: "observables"}, scatter(request, 3));
  });
});

describe.each([2, 3])("a point of %i species", (n) => {
  const request = makeMixed(n);
  const [, , wish] = wishes(request);
  const [point, other] = scatter(request, 2);
  const alone = programRows(request, wish, [point])[0];
  const bad = [
    ["is NaN", point.map(() => NaN)],
    ["is infinite", point.map(() => Infinity)],
    ["is huge", point.map(() => 1e300)],
    ["needs many turns", point.map((x) => 40 * x)]
  ] as const;

  it("is the same beside any other, on either side", () => {
    for (const neighbour of [other, ...bad.map(([, values]) => [...values])]) {
      expect(programRows(request, wish, [point, neighbour])[0]).toEqual(alone);
      expect(programRows(request, wish, [neighbour, point])[1]).toEqual(alone);
    }
  });

  it.each(bad)("that %s is as in the reference", (_, values) => {
    expectSame(request, wish, [[...values], point, [...values], [...values]]);
  });

  it("that fails is NaN", () => {
    for (const [, values] of bad.slice(0, 3)) {
      const [rows] = programRows(request, wish, [[...values]]);
      expect([...rows]).toEqual([NaN, NaN, NaN]);
    }
    expect([...alone].every(Number.isFinite)).toBe(true);
  });

  it("says why it failed", () => {
    const codeOf = (theta: Float64Array, other: Partial<SolverRequest["case"]> = {}) => {
      const own = {...request.case, ...other};
      const asked = {...request, case: own, theta, varying: new Int32Array(0)};
      const rows = programRows(asked, {kind: "states"}, [[]])[0];
      expect(rows).toEqual(referenceRows(asked, {kind: "states"}, []));
      return rows[rows.length - 1];
    };
    expect(codeOf(request.theta)).toBe(0);
    expect(codeOf(request.theta.map((x, k) => (k % 2 === 0 ? 1e7 : -1e7) * x))).toBe(1);
    expect(codeOf(request.theta.map(() => NaN))).toBe(2);
    // nothing acts and nothing resists: a matrix of zeros
    const idle = {penalty: 0, dt: Infinity};
    expect(
      codeOf(
        request.theta.map(() => 0),
        idle
      )
    ).toBe(3);
  });
});
