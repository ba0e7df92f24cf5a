// A model as the steppers see it: fields of state and time, with the derivatives that each method needs, whether
// the model is compiled (exact ones) or a plain function (differences).
import type {CompiledModel} from "../../model/types.ts";
import type {Vector} from "./core/shapes.ts";
import {differentiate} from "./differences.ts";
import type {OdeModel} from "./types.ts";

export interface Counts {
  field: number;
  jacobian: number;
  factorisation: number;
}

/** M·u' = f(u, p, t) for one p. */
export interface System {
  /** how many states. */
  n: number;
  p: number[];
  field: (u: Vector, t: number) => Vector;
  /** ∂f/∂u by rows. */
  jacobian: (u: Vector, t: number) => Vector;
  /** ∂f/∂p by rows. */
  byParameters: (u: Vector, t: number) => Vector;
  /** ∂f/∂t. */
  inTime: (u: Vector, t: number) => Vector;
  /** derivatives of the Jacobians, each by rows with the inner one's elements as outputs; only of compiled models. */
  second: Second | undefined;
  /** by rows; undefined: the identity. */
  mass: number[] | undefined;
  counts: Counts;
}

type Derivative = (u: Vector, t: number) => Vector;

export interface Second {
  /** ∂²f/∂u∂u, (n·n)×n; ∂²f/∂u∂t, n·n. */
  jacobianByState: Derivative;
  jacobianInTime: Derivative;
  /** ∂²f/∂p∂u, (n·m)×n; ∂²f/∂p∂t, n·m. */
  parametersByState: Derivative;
  parametersInTime: Derivative;
}

/** Which of a model's parameters are state, parameters and time. */
export interface Roles {
  u: string;
  p: string | undefined;
  t: string | undefined;
}

export function isCompiled(model: OdeModel): model is CompiledModel {
  return "params" in model && "jacobian" in model;
}

/** By their names if they are all called u, p or t, else by their places. */
export function findRoles(model: CompiledModel): Roles {
  const names = model.params.map(({name}) => name);
  const isNamed = names.includes("u") && names.every((name) => ["u", "p", "t"].includes(name));
  const find = (name: string, place: number): string | undefined =>
    isNamed ? names.find((given) => given === name) : names[place];
  return {u: find("u", 0)!, p: find("p", 1), t: find("t", 2)};
}

/** A compiled model's call with its arguments in the model's order. */
function toCall(model: CompiledModel, roles: Roles, p: Vector): Derivative {
  const places = model.params.map(({name}) =>
    name === roles.u ? "u" : name === roles.t ? "t" : "p"
  );
  const order = places.join("");
  if (order === "upt") return (u, t) => toNumbers(model(u, p, t));
  if (order === "up") return (u) => toNumbers(model(u, p));
  if (order === "u") return (u) => toNumbers(model(u));
  if (order === "ut") return (u, t) => toNumbers(model(u, t));
  return (u, t) => toNumbers(model(...places.map((place) => ({u, p, t})[place])));
}

function toNumbers(value: number | Vector): Vector {
  return typeof value === "number" ? [value] : value;
}

export function toSystem(
  model: OdeModel,
  n: number,
  p: number[],
  mass: number[] | undefined,
  jacobian: OdeModel | undefined
): System {
  const system = isCompiled(model)
    ? fromCompiled(model, n, p, mass)
    : fromPlain(model, n, p, mass, jacobian);
  const {counts, field, jacobian: exact} = system;
  return {
    ...system,
    field: (u, t) => {
      counts.field++;
      return field(u, t);
    },
    jacobian: (u, t) => {
      counts.jacobian++;
      return exact(u, t);
    }
  };
}

const noCounts = (): Counts => ({field: 0, jacobian: 0, factorisation: 0});

function fromCompiled(
  model: CompiledModel,
  n: number,
  p: number[],
  mass: number[] | undefined
): System {
  const roles = findRoles(model);
  const zeros = (count: number) => () => new Array<number>(count).fill(0);
  const m = p.length;
  /** Made when first asked for: most solves need few of these. */
  const by = (path: readonly (keyof Roles)[], outputs: number): Derivative => {
    let call: Derivative | undefined;
    return (u, t) => {
      call ??= path.some((role) => roles[role] === undefined)
        ? zeros(outputs)
        : toCall(
            path.reduce((inner, role) => inner.jacobian(roles[role]), model),
            roles,
            p
          );
      return call(u, t);
    };
  };
  return {
    n,
    p,
    mass,
    field: toCall(model, roles, p),
    jacobian: by(["u"], n * n),
    byParameters: by(["p"], n * m),
    inTime: by(["t"], n),
    second: {
      jacobianByState: by(["u", "u"], n * n * n),
      jacobianInTime: by(["u", "t"], n * n),
      parametersByState: by(["p", "u"], n * m * n),
      parametersInTime: by(["p", "t"], n * m)
    },
    counts: noCounts()
  };
}

function fromPlain(
  model: OdeModel,
  n: number,
  p: number[],
  mass: number[] | undefined,
  jacobian: OdeModel | undefined
): System {
  const counts = noCounts();
  const field = (u: Vector, t: number, at = p): Vector => toNumbers(model(u as number[], at, t));
  const counted = (u: Vector, t: number, at = p): Vector => {
    counts.field++;
    return field(u, t, at);
  };
  return {
    n,
    p,
    mass,
    field,
    jacobian: jacobian
      ? (u, t) => toNumbers(jacobian(u as number[], p, t))
      : (u, t) => differentiate((x) => counted(x, t), u, n),
    byParameters: (u, t) => differentiate((x) => counted(u, t, x), p, n),
    inTime: (u, t) => differentiate(([x]) => counted(u, x), [t], n),
    second: undefined,
    counts
  };
}
