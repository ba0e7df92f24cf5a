// Σc over pairs and its gradient, which touch no data: the dossier's golden ones.
import {expect, it} from "vitest";
import {
  ANGLE_ROOM, ANGLES, angleWords, DATA, FRAMES, GRADIENT, HALF_Q2, HAS_GRADIENT, PHASES, POINT_ROOM, pointWords, PREPARE,
  RESULT_BY_DATA, RESULT_BY_SQUARES, RESULT_BY_SUM, RESULT_GRADIENT, RESULT_SQUARES, RESULT_SUM, RESULT_WORDS, RESULTS,
  scratchWords, SETTINGS_WORDS, STRIDE, TABLE, THETA
} from "../../../kernels-as/programs/heterodyneSums/constants.ts"; // prettier-ignore
import {phaseOf} from "../../../worker/heterodyne/model/frames.ts";
import {makeGrid} from "../../../worker/heterodyne/model/grid.ts";
import {makePlan} from "../../../worker/heterodyne/sums/plan.ts";
import {makeReference} from "../../../worker/heterodyne/sums/reference/program.ts";
import {makeOracle, SETS} from "../oracle.ts";

const GOLDEN_SUM = 1037.4691042673057;
const GOLDEN = [
  -0.0379045448103902, -79.9818413707212, -0.05278393594949772, -0.004688523482959573, -22.03992200292766,
  -0.005331530192613259, -0.0030250333833662948, -14.462222662812763, -0.0045060805460006605, -2053.099639526438,
  -1027.8830750026377, -164.24797116211502, -2793.8123751779904, -0.17245465523960038
]; // prettier-ignore

const GEOMETRY = {q: 0.0054, dt: 0.1, frames: 64, semantics: "v1" as const};

/** Σc, Σc² and the gradient of bySum·Σc + bySquares·Σc², of set B at 30°. */
function differentiate(bySum: number, bySquares: number) {
  const {q, dt, frames, semantics} = GEOMETRY;
  const grid = makeGrid({semantics, frames, dt, firstFrame: 0});
  const plan = makePlan({
    settings: SETTINGS_WORDS,
    constants: 2,
    theta: 14,
    phase: 2,
    data: 4,
    results: RESULT_WORDS,
    table: 17 * frames,
    point: pointWords(frames),
    angle: angleWords(frames),
    scratch: scratchWords(frames, 0)
  });
  const m = new Float64Array(plan.words);
  const {at} = plan;
  const {factor, slope} = phaseOf(semantics, SETS.B, 30, q);
  m.set(SETS.B, at.theta);
  m.set([factor, slope], at.phase);
  const settings: [number, number][] = [
    [FRAMES, frames], [STRIDE, frames], [ANGLES, 1], [HALF_Q2, 0.5 * q * q], [HAS_GRADIENT, 1], [TABLE, 8 * at.table],
    [POINT_ROOM, 8 * at.point], [ANGLE_ROOM, 8 * at.angle], [PHASES, 8 * at.phase], [DATA, 8 * at.data],
    [RESULTS, 8 * at.results], [THETA, 8 * at.theta]
  ]; // prettier-ignore
  for (const [word, value] of settings) m[at.settings + word] = value;
  const entry = makeReference(grid, m);
  const work = (operation: number): void => {
    m.set([operation, 8 * at.settings], at.constants);
    entry(8 * at.constants, 0, 0, 0, 8 * at.scratch, 0, 512);
  };
  work(PREPARE);
  m[at.results + RESULT_BY_DATA] = 0;
  m[at.results + RESULT_BY_SUM] = bySum;
  m[at.results + RESULT_BY_SQUARES] = bySquares;
  work(GRADIENT);
  const from = at.results + RESULT_GRADIENT;
  return {
    sum: m[at.results + RESULT_SUM],
    squares: m[at.results + RESULT_SQUARES],
    gradient: m.slice(from, from + 14)
  };
}

it("gives the golden Σc and its gradient", () => {
  const {sum, gradient} = differentiate(1, 0);
  expect(Math.abs(sum / GOLDEN_SUM - 1)).toBeLessThan(1e-13);
  GOLDEN.forEach((wanted, p) => expect(Math.abs(gradient[p] / wanted - 1)).toBeLessThan(1e-10));
});

it("gives Σc² and its gradient", () => {
  const {squares, gradient} = differentiate(0, 1);
  const {c, slope} = makeOracle(GEOMETRY, SETS.B, 30);
  const direct = new Float64Array(14);
  let wanted = 0;
  for (let i = 0; i < 64; i++) {
    for (let j = i + 1; j < 64; j++) {
      wanted += c(i, j) ** 2;
      for (let p = 0; p < 14; p++) direct[p] += 2 * c(i, j) * slope(p, i, j);
    }
  }
  expect(Math.abs(squares / wanted - 1)).toBeLessThan(1e-13);
  direct.forEach((value, p) => expect(Math.abs(gradient[p] / value - 1)).toBeLessThan(1e-10));
});
