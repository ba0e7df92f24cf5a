// What a right-hand side comes down to at one point, as programs of the model compiler:
//   r_j = √w_j·(du_j − f_j(u, p, t)),  Σ r²,  its derivative by p,  and r with its Jacobian by p.
import type {Model} from "../../compiler/ir.ts";
import type {WasmProgram} from "../../compiler/wasm/abi.ts";
import {kitOf, modelOf} from "../../model/identity.ts";
import type {Kit} from "../../model/kit.ts";
import type {CompiledModel} from "../../model/types.ts";
import type {Workpiece} from "../../model/workpiece.ts";
import {findRoles} from "../../solvers/ode/system.ts";

/** sse: Σ r². gradient: that, then its derivative. residuals: r, then its Jacobian by rows. */
export type Quantity = "sse" | "gradient" | "residuals";
export type Sum = Exclude<Quantity, "residuals">;

/** A program with the data of its constants. */
export interface PointProgram {
  piece: Workpiece;
  constants: Model["constants"];
  /** how many numbers it answers. */
  rows: number;
  /** whether they are summed over points. */
  isSum: boolean;
}

/** The programs of one right-hand side, each made when it is first asked for. */
export interface PointPrograms {
  kit: Kit;
  /** states and parameters. */
  d: number;
  k: number;
  get(quantity: Quantity, isWeighted: boolean): PointProgram;
  /** whether the Jacobian by p does not read p. */
  isLinear(): boolean;
}

const known = new WeakMap<CompiledModel, PointPrograms>();

/** Undefined for a model without parameters. */
export function toPointPrograms(rhs: CompiledModel): PointPrograms | undefined {
  const made = known.get(rhs) ?? make(rhs);
  if (made) known.set(rhs, made);
  return made;
}

function make(rhs: CompiledModel): PointPrograms | undefined {
  const model = modelOf(rhs)!;
  const kit = kitOf(rhs)!;
  const roles = findRoles(rhs);
  const k = rhs.params.find(({name}) => name === roles.p)?.size;
  if (k === undefined) return undefined;
  const d = rhs.params.find(({name}) => name === roles.u)!.size;
  const shape: Shape = {kit, model, roles, d, k};
  const programs = new Map<string, PointProgram>();
  let linear: boolean | undefined;
  return {
    kit,
    d,
    k,
    get(quantity, isWeighted) {
      const key = `${quantity} ${isWeighted}`;
      const program = programs.get(key) ?? toProgram(shape, quantity, isWeighted);
      programs.set(key, program);
      return program;
    },
    isLinear: () => (linear ??= isFree(shape))
  };
}

interface Shape {
  kit: Kit;
  model: Model;
  roles: ReturnType<typeof findRoles>;
  d: number;
  k: number;
}

function toProgram(shape: Shape, quantity: Quantity, isWeighted: boolean): PointProgram {
  const {program, constants} = write(shape, quantity, isWeighted);
  const piece = shape.kit.workpieces(program, []);
  return {piece, constants, rows: program.arrays[0].size, isSum: quantity !== "residuals"};
}

/** As WASM, strict also where numerics are fast: one thread here and many there have the same bits. */
export function toWasm({piece, isSum}: PointProgram): WasmProgram {
  return piece.wasm({uniform: ["p"], relaxed: false, isSum});
}

function write(shape: Shape, quantity: Quantity, isWeighted: boolean): Model {
  if (quantity === "sse") return writeMisfit(shape, isWeighted, true);
  const model = writeMisfit(shape, isWeighted, quantity === "gradient");
  const {derive} = shape.kit.write;
  return derive(model, {by: "p", withValue: true, name: quantity, area: "collocation.problem"});
}

/** The residuals of a point, or the sum of their squares. */
function writeMisfit({kit, model, roles, d, k}: Shape, isWeighted: boolean, isSum: boolean): Model {
  const {Builder, inlineProgram, elementsOf} = kit.write;
  const builder = new Builder("misfit", isSum ? 1 : d);
  const point = builder.param("point", (isWeighted ? 3 : 2) * d + 1).array;
  const p = builder.param("p", k).array;
  const constants = new Map<number, Float64Array>();
  const inputs = model.program.params.map(({name}) => {
    if (name === roles.p) return {array: p};
    return {array: point, offset: builder.integer(name === roles.u ? 0 : d)};
  });
  const fields = elementsOf(builder, inlineProgram(builder, model, inputs, constants));
  const load = (place: number) => builder.load(point, builder.integer(place));
  const residuals = fields.map((field, j) => {
    const residual = builder.apply("sub", load(d + 1 + j), field);
    if (!isWeighted) return residual;
    // what does not count may be anything, also no number
    const root = load(2 * d + 1 + j);
    const counts = builder.apply("ne", root, builder.number(0));
    const weighted = builder.apply("mul", root, residual);
    return builder.apply("select", counts, weighted, builder.number(0));
  });
  if (isSum) {
    const squares = residuals.map((r) => builder.apply("mul", r, r));
    builder.output(0, squares.reduce((sum, square) => builder.apply("add", sum, square))); // prettier-ignore
  } else residuals.forEach((residual, j) => builder.output(j, residual));
  return {program: builder.program, constants};
}

/** A Jacobian that reads no parameter is the same for all of them: then f is affine in p. */
function isFree({kit, model, roles, d}: Shape): boolean {
  const {derive, surveyArrays} = kit.write;
  const area = "collocation.fit";
  const jacobian = derive(model, {by: roles.p, name: "byParameters", area});
  const {program} = kit.workpieces(jacobian.program, []);
  const uses = surveyArrays(program);
  const {array} = program.params.find(({name}) => name === roles.p)!;
  return d > 0 && !uses[array].isLoaded;
}
