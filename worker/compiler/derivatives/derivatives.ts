// The derivatives that a reader can ask a model for: each is a model again.
import type {Model} from "../ir.ts";
import {derive} from "./choose.ts";
import {forward} from "./forward.ts";
import {mirror} from "./mirror.ts";
import {findColumns, freeName, requireScalar} from "./parameters.ts";
import {reverse} from "./reverse.ts";
import {weigh} from "./weigh.ts";
import {hasRoom, hasWhile, polish} from "./work.ts";

/** outputs × inputs by rows; `by` names a parameter, or several whose columns follow one another. */
export function jacobian(model: Model, by?: string | readonly string[]): Model {
  return derive(model, {by, name: `${model.program.name}Jacobian`, area: "model.jacobian"});
}

/** Of a scalar model: a number where the parameter is one. */
export function gradient(model: Model, by?: string): Model {
  const area = "model.gradient";
  requireScalar(model, area);
  const {params} = findColumns(model.program, by, area);
  const isScalar = params[0].isNumber;
  return derive(model, {by, isScalar, name: `${model.program.name}Gradient`, area});
}

/** Of a scalar model: the value, then the gradient. */
export function valueAndGradient(model: Model, by?: string): Model {
  const area = "model.valueAndGradient";
  requireScalar(model, area);
  const name = `${model.program.name}ValueAndGradient`;
  return derive(model, {by, withValue: true, name, area});
}

/** The second derivatives of a scalar model, by rows; exactly symmetric. */
export function hessian(model: Model, by?: string): Model {
  requireScalar(model, "model.hessian");
  const own = findColumns(model.program, by, "model.hessian").params[0];
  const slopes = gradient(model, own.name);
  const name = `${model.program.name}Hessian`;
  const whole = derive(slopes, {by: own.name, name, area: "model.hessian"});
  return polish(mirror(whole, own.size, own.isNumber));
}

/** The Hessian of a scalar model times one more parameter, `direction`. */
export function hessianVector(model: Model, by?: string): Model {
  requireScalar(model, "model.hessianVector");
  const own = findColumns(model.program, by, "model.hessianVector").params[0];
  const slopes = gradient(model, own.name);
  const directions = [freeName(model.program, "direction")];
  const name = `${model.program.name}HessianVector`;
  const {isScalar} = slopes.program;
  return polish(forward(slopes, {by: own.name, directions, name, isScalar}));
}

/** The Jacobian times one more parameter, `direction`. */
export function jvp(model: Model, by?: string): Model {
  const {program} = model;
  const directions = [freeName(program, "direction")];
  const {isScalar} = program;
  const name = `${program.name}Jvp`;
  return polish(forward(model, {by, directions, name, isScalar, area: "model.jvp"}));
}

/** One more parameter, `weights`, times the Jacobian. */
export function vjp(model: Model, by?: string): Model {
  const {program} = model;
  const area = "model.vjp";
  const {params, count} = findColumns(program, by, area);
  const weights = {name: freeName(program, "weights")};
  const isScalar = params[0].isNumber;
  const name = `${program.name}Vjp`;
  if (!hasWhile(program.body)) {
    const back = polish(reverse(model, {by, weights, name, isScalar, area}));
    if (hasRoom(back)) return back;
  }
  const whole = derive(model, {by, name, area});
  return polish(weigh(model, whole, {name, isScalar, weights: weights.name, count}));
}
