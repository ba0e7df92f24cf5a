// Frame tables against 40 digits, their derivatives, and the gradient that the dossier gives.
import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {fillFrames, makeTable, phaseOf} from "../../../worker/heterodyne/model/frames.ts";
import {makeGrid} from "../../../worker/heterodyne/model/grid.ts";
import type {FrameTable} from "../../../worker/heterodyne/model/types.ts";
import type {Semantics} from "../../../worker/heterodyne/types.ts";
import {makeOracle, PARAMETERS, SETS} from "../oracle.ts";

interface Case {
  name: string;
  semantics: Semantics;
  dt: number;
  firstFrame: number;
  theta: number[];
  rows: number[][];
}

const fixture = JSON.parse(
  readFileSync(new URL("../../fixtures/heterodyneFrames/frames.json", import.meta.url), "utf8")
) as {frames: number[]; count: number; cases: Case[]};

function makeFilled({semantics, dt, firstFrame, theta}: Case): FrameTable {
  const grid = makeGrid({semantics, frames: fixture.count, dt, firstFrame});
  const table = makeTable(grid, true);
  fillFrames(grid, Float64Array.from(theta), table, true);
  return table;
}

/**
 * How far a row is from the expected one, by the largest number so far: a row that turns back may lose digits. What two
 * parts of a rate that cancel leave is only as good as the whole row.
 */
function findError(table: FrameTable, row: number, expected: number[]): number {
  const whole = Math.max(...expected.map(Math.abs));
  let most = 0;
  return fixture.frames.reduce((worst, frame, k) => {
    most = Math.max(most, Math.abs(expected[k]));
    const error = Math.abs(table.numbers[row * table.stride + frame] - expected[k]);
    return error === 0 ? worst : Math.max(worst, error / (most + 0.01 * whole));
  }, 0);
}

describe("a frame table", () => {
  it.each(fixture.cases)("$semantics: $name", (given) => {
    const table = makeFilled(given);
    given.rows.forEach((expected, row) =>
      expect([row, findError(table, row, expected) < 1e-13]).toEqual([row, true])
    );
    expect(given.rows.length).toBe(17);
  });

  it("is padded with what it ends with", () => {
    const {stride, frames, numbers} = makeFilled(fixture.cases[0]);
    expect([stride, frames]).toEqual([128, 65]);
    for (let row = 0; row < 17; row++) {
      const rest = numbers.subarray(row * stride + 65, (row + 1) * stride);
      expect(new Set(rest)).toEqual(new Set([numbers[row * stride + 64]]));
    }
  });

  it("has the same values without derivatives", () => {
    for (const given of fixture.cases) {
      const {semantics, dt, firstFrame, theta} = given;
      const grid = makeGrid({semantics, frames: fixture.count, dt, firstFrame});
      const table = makeTable(grid, false);
      fillFrames(grid, Float64Array.from(theta), table, false);
      expect(table.numbers).toEqual(makeFilled(given).numbers.slice(0, 4 * table.stride));
    }
  });

  it("stays finite for parameters beyond reason", () => {
    const theta = Float64Array.of(1e6, 300, -1e3, 1e6, -300, -1e3, 1, 90, 0, 3, 400, -20, 1, 0);
    for (const semantics of ["exact", "v1", "v2", "xpcsjax"] as const) {
      const grid = makeGrid({semantics, frames: 40, dt: 0.1, firstFrame: 0});
      const table = makeTable(grid, true);
      fillFrames(grid, theta, table, true);
      expect(table.numbers.findIndex((value) => Number.isNaN(value))).toBe(-1);
    }
  });
});

describe("derivatives", () => {
  const GOLDEN = [
    -0.0379045448103902, -79.9818413707212, -0.05278393594949772, -0.004688523482959573,
    -22.03992200292766, -0.005331530192613259, -0.0030250333833662948, -14.462222662812763,
    -0.0045060805460006605, -2053.099639526438, -1027.8830750026377, -164.24797116211502,
    -2793.8123751779904, -0.17245465523960038
  ]; // prettier-ignore

  it("add up to the dossier's gradient", () => {
    const oracle = makeOracle({q: 0.0054, dt: 0.1, frames: 64, semantics: "v1"}, SETS.B, 30);
    GOLDEN.forEach((expected, p) => {
      let sum = 0;
      for (let i = 0; i < 64; i++) for (let j = i + 1; j < 64; j++) sum += oracle.slope(p, i, j);
      expect(Math.abs(sum / expected - 1)).toBeLessThan(1e-12);
    });
  });

  it.each(["exact", "v1", "v2", "xpcsjax"] as const)(
    "of a correlation are its differences: %s",
    (semantics) => {
      const geometry = {q: 0.0054, dt: 0.1, frames: 20, semantics, firstFrame: 1};
      const theta = Float64Array.of(900, -0.7, -200, 800, -0.5, 30, 900, 0.4, -90, 0.5, -0.4, 0.3, 0.2, 11); // prettier-ignore
      const oracle = makeOracle(geometry, theta, 30);
      for (let p = 0; p < PARAMETERS; p++) {
        const step = 1e-5 * Math.max(1, Math.abs(theta[p]));
        const [up, down] = [step, -step].map((change) =>
          makeOracle(geometry, theta.map((value, k) => (k === p ? value + change : value)), 30)
        ); // prettier-ignore
        for (const [i, j] of [
          [0, 1],
          [0, 19],
          [3, 9],
          [12, 18]
        ]) {
          const expected = (up.c(i, j) - down.c(i, j)) / (2 * step);
          expect(oracle.slope(p, i, j)).toBeCloseTo(expected, 8);
        }
      }
    }
  );

  it("of the phase are by degrees, with the programs' signs", () => {
    for (const semantics of ["exact", "v1", "v2", "xpcsjax"] as const) {
      const sign = semantics === "exact" || semantics === "v1" ? -1 : 1;
      const of = (phi0: number) => phaseOf(semantics, [...Array<number>(13).fill(0), phi0], 50, 2);
      expect(of(20).factor).toBeCloseTo(2 * Math.cos(((20 + sign * 50) * Math.PI) / 180), 14);
      const difference = (of(20.001).factor - of(19.999).factor) / 0.002;
      expect(of(20).slope).toBeCloseTo(difference, 9);
    }
  });
});
