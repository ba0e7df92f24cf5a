// A whole solve as one program in the model language: the text of core/ with a model's functions put in. What
// runs in SIMD lanes is thus the very code that a single solve and the tests run.
import type {CompiledModel} from "../../model/types.ts";
import controlText from "./core/control.ts?raw";
import explicitText from "./core/explicit.ts?raw";
import linearText from "./core/linear.ts?raw";
import rodasText from "./core/rodas.ts?raw";
import solveExplicitText from "./core/solveExplicit.ts?raw";
import solveRodasText from "./core/solveRodas.ts?raw";
import {EXPLICIT, type ExplicitMethod} from "./explicitMethods.ts";
import {RODAS_A, RODAS_ALPHA, RODAS_C, RODAS_D, RODAS_GAMMA, RODAS_H} from "./rodasTables.ts";
import {findRoles, type Roles} from "./system.ts";

/** What to compile. */
export interface SolveProgram {
  source: string;
  /** of the parameters u0, p, span, times, rtol, atol and maxSteps. */
  sizes: Record<string, number>;
  constants: Record<string, unknown>;
  /** the model and its derivatives. */
  helpers: Record<string, CompiledModel>;
  name: string;
}

export interface SolveShape {
  model: CompiledModel;
  method: "tsit5" | "vern7" | "rodas";
  /** states. */
  n: number;
  /** parameters. */
  m: number;
  /** times saved. */
  count: number;
  mass: number[] | undefined;
}

export function toProgram(shape: SolveShape): SolveProgram {
  const {model, method, n, m, count, mass} = shape;
  const roles = findRoles(model);
  const hasTime = roles.t !== undefined;
  const isImplicit = method === "rodas";
  const fields = [
    writeField("field", "model", model, roles, model.isScalar),
    ...(isImplicit ? writeDerivatives(model, roles, n) : [])
  ];
  const core = isImplicit
    ? [controlText, linearText, rodasText, solveRodasText]
    : [controlText, explicitText, solveExplicitText];
  const [constants, entry] = isImplicit
    ? [rodasConstants(mass), rodasEntry(n, count, mass !== undefined)]
    : [explicitConstants(EXPLICIT[method]), explicitEntry(EXPLICIT[method], n, count)];
  return {
    source: [...core.map(toBody), ...fields, entry].join("\n"),
    sizes: {u0: n, p: Math.max(1, m), span: 2, times: count, rtol: 1, atol: n, maxSteps: 1},
    constants,
    helpers: {
      model,
      ...(isImplicit && {jacobianModel: model.jacobian(roles.u)}),
      ...(isImplicit && hasTime && {inTimeModel: model.jacobian(roles.t)})
    },
    name: "solve"
  };
}

/** What shapes a program stands in its text; its constants are tables, with names that no model's have. */
function explicitEntry({width, main, degree, q}: ExplicitMethod, n: number, count: number): string {
  return `
export function solve(u0, p, span, times, rtol, atol, maxSteps) {
  return solveExplicit(
    field, ODE_A, ODE_C, ODE_E, ODE_P, ${width}, ${main}, ${degree}, ${q}, ${n}, ${count}, u0, p, span, times, rtol, atol, maxSteps
  );
}`;
}

function rodasEntry(n: number, count: number, hasMass: boolean): string {
  return `
export function solve(u0, p, span, times, rtol, atol, maxSteps) {
  return solveRodas(
    field, jacobian, inTime, ODE_A, ODE_C, ODE_ALPHA, ODE_D, ODE_H, ${RODAS_GAMMA}, ${hasMass ? "ODE_MASS" : "[0]"}, ${hasMass}, ${n}, ${count},
    u0, p, span, times, rtol, atol, maxSteps
  );
}`;
}

function explicitConstants({A, C, E, P}: ExplicitMethod): Record<string, unknown> {
  return {ODE_A: A, ODE_C: C, ODE_E: E, ODE_P: P};
}

function rodasConstants(mass: number[] | undefined): Record<string, unknown> {
  return {
    ODE_A: RODAS_A,
    ODE_C: RODAS_C,
    ODE_ALPHA: RODAS_ALPHA,
    ODE_D: RODAS_D,
    ODE_H: RODAS_H,
    ...(mass && {ODE_MASS: mass})
  };
}

/** A file of core/ without what makes it a module, and with the language's names for strict functions. */
function toBody(text: string): string {
  return text
    .replace(/^import [^;]*;$/gm, "")
    .replace(/^export /gm, "")
    .replaceAll("strictMath.", "Math.");
}

/** A function of (u, p, t) that calls the helper with the arguments it takes. */
function writeField(
  name: string,
  helper: string,
  model: CompiledModel,
  roles: Roles,
  isScalar: boolean
): string {
  const args = model.params.map((param) =>
    param.name === roles.u ? "u" : param.name === roles.t ? "t" : "p"
  );
  const call = `${helper}(${args.join(", ")})`;
  return `function ${name}(u, p, t) { return ${isScalar ? `[${call}]` : call}; }`;
}

function writeDerivatives(model: CompiledModel, roles: Roles, n: number): string[] {
  const jacobian = model.jacobian(roles.u);
  const inTime = roles.t === undefined ? undefined : model.jacobian(roles.t);
  return [
    writeField("jacobian", "jacobianModel", jacobian, roles, jacobian.isScalar),
    inTime
      ? writeField("inTime", "inTimeModel", inTime, roles, inTime.isScalar)
      : `function inTime(u, p, t) { return new Array(${n}).fill(0); }`
  ];
}
