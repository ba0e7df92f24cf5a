// Whole ODE solvers in the model language: the compiled text gives the bits of the functions themselves.
import {expect, it} from "vitest";
import {compileSource} from "../../../worker/compiler/front/compile.ts";
import {countOps, type Model} from "../../../worker/compiler/ir.ts";
import {verify} from "../../../worker/compiler/verify.ts";
import controlText from "../../../worker/solvers/ode/core/control.ts?raw";
import explicitText from "../../../worker/solvers/ode/core/explicit.ts?raw";
import linearText from "../../../worker/solvers/ode/core/linear.ts?raw";
import rodasText from "../../../worker/solvers/ode/core/rodas.ts?raw";
import {solveExplicit} from "../../../worker/solvers/ode/core/solveExplicit.ts";
import solveExplicitText from "../../../worker/solvers/ode/core/solveExplicit.ts?raw";
import {solveRodas} from "../../../worker/solvers/ode/core/solveRodas.ts";
import solveRodasText from "../../../worker/solvers/ode/core/solveRodas.ts?raw";
import {EXPLICIT} from "../../../worker/solvers/ode/explicitMethods.ts";
import {
  RODAS_A,
  RODAS_ALPHA,
  RODAS_C,
  RODAS_D,
  RODAS_GAMMA,
  RODAS_H
} from "../../../worker/solvers/ode/rodasTables.ts";
import {run} from "./direct.ts";

const POINT = {u0: [1, 1], p: [1.5, 1, 3, 1], span: [0, 3], times: [0, 1, 2.5, 3], rtol: 1e-6, atol: [1e-9, 1e-9], maxSteps: 1000}; // prettier-ignore
const SIZES = {u0: 2, p: 4, span: 2, times: 4, rtol: 1, atol: 2, maxSteps: 1};

const field = (u: ArrayLike<number>, p: ArrayLike<number>): number[] => [
  p[0] * u[0] - p[1] * u[0] * u[1],
  -p[2] * u[1] + p[3] * u[0] * u[1]
];
const FIELD = "(u, p) => [p[0]*u[0] - p[1]*u[0]*u[1], -p[2]*u[1] + p[3]*u[0]*u[1]]";
const jacobian = (u: ArrayLike<number>, p: ArrayLike<number>): number[] => [
  p[0] - p[1] * u[1],
  -p[1] * u[0],
  p[3] * u[1],
  -p[2] + p[3] * u[0]
];
const JACOBIAN = "(u, p) => [p[0] - p[1]*u[1], -p[1]*u[0], p[3]*u[1], -p[2] + p[3]*u[0]]";

function join(texts: readonly string[], entry: string): string {
  const bodies = texts.map((text) =>
    text.replace(/^import [^;]*;$/gm, "").replace(/^export /gm, "")
  );
  return [...bodies, `export ${entry}`].join("\n");
}

function expectBits(model: Model, expected: readonly number[]): void {
  verify(model.program);
  expect(countOps(model.program.body)).toBeLessThan(6000);
  const got = run(model, POINT);
  expect(got.length).toBe(expected.length);
  got.forEach((value, k) => expect(value).toBe(expected[k]));
  expect(got[8]).toBe(1);
}

it("Tsit5 over Lotka–Volterra", () => {
  const {A, C, E, P, width, main, degree, q} = EXPLICIT.tsit5;
  const {u0, p, span, times, rtol, atol, maxSteps} = POINT;
  const entry = `function solve(u0, p, span, times, rtol, atol, maxSteps) {
    return solveExplicit(field, A_, C_, E_, P_, ${width}, ${main}, ${degree}, ${q}, 2, 4, u0, p, span, times, rtol, atol, maxSteps);
  }`;
  const source = join([controlText, explicitText, solveExplicitText], entry);
  const constants = {A_: A, C_: C, E_: E, P_: P};
  const helpers = {field: compileSource(FIELD, {u: 2, p: 4})};
  const model = compileSource(source, SIZES, {constants, helpers});
  expectBits(model, solveExplicit(field, A, C, E, P, width, main, degree, q, 2, 4, u0, p, span, times, rtol, atol, maxSteps)); // prettier-ignore
});

it("a Rosenbrock method over Lotka–Volterra", () => {
  const {u0, p, span, times, rtol, atol, maxSteps} = POINT;
  const entry = `function solve(u0, p, span, times, rtol, atol, maxSteps) {
    return solveRodas(field, jacobian, (u, p, t) => [0, 0], A_, C_, alpha_, d_, H_, ${RODAS_GAMMA}, [0], false, 2, 4,
      u0, p, span, times, rtol, atol, maxSteps);
  }`;
  const source = join([controlText, linearText, rodasText, solveRodasText], entry);
  const constants = {A_: RODAS_A, C_: RODAS_C, alpha_: RODAS_ALPHA, d_: RODAS_D, H_: RODAS_H};
  const helpers = {field: FIELD, jacobian: JACOBIAN};
  const model = compileSource(source, SIZES, {constants, helpers});
  expectBits(model, solveRodas(field, jacobian, () => [0, 0], RODAS_A, RODAS_C, RODAS_ALPHA, RODAS_D, RODAS_H, RODAS_GAMMA, [0], false, 2, 4, u0, p, span, times, rtol, atol, maxSteps)); // prettier-ignore
});
