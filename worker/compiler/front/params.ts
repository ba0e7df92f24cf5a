// The parameters of the function being compiled, with the sizes given for them.
import type {Pattern} from "acorn";
import type {Machine} from "./machine.ts";
import {bind, declare} from "./patterns.ts";
import type {Scope} from "./scope.ts";
import type {ArrayValue} from "./values.ts";

export type Sizes = Readonly<Record<string, number>>;

export function takeParams(
  machine: Machine,
  params: readonly Pattern[],
  sizes: Sizes,
  scope: Scope
): void {
  const names = nameParams(machine, params, sizes);
  for (const name of Object.keys(sizes)) {
    if (!names.includes(name))
      throw new TypeError(
        `model.compile: there is a size for ${name}, but no parameter of that name: the parameters are ${names.join(", ") || "none"}`
      );
    checkSize(name, sizes[name]);
  }
  const take = declare(machine, scope, false);
  params.forEach((param, k) => {
    const name = names[k];
    const hasSize = Object.hasOwn(sizes, name);
    if (!hasSize && param.type !== "AssignmentPattern")
      throw new TypeError(
        `model.compile: there is no size for the parameter ${name}: pass it, as in {${name}: 1}`
      );
    bind(machine, param, hasSize ? makeParam(machine, name, sizes[name]) : undefined, scope, take);
  });
}

/** The parameters' names; one that is taken apart at once has that of the size at its place. */
function nameParams(machine: Machine, params: readonly Pattern[], sizes: Sizes): string[] {
  const own = params.map((param) => {
    const target = param.type === "AssignmentPattern" ? param.left : param;
    if (target.type === "RestElement")
      machine.fail(
        target,
        "... parameters are not part of the model language: name the parameters one by one"
      );
    if (target.type === "ObjectPattern")
      machine.fail(target, "parameters are numbers and arrays, not objects: name them one by one");
    return target.type === "Identifier" ? target.name : undefined;
  });
  const rest = Object.keys(sizes);
  return own.map((name, k) => {
    if (name !== undefined) return name;
    return k < rest.length && !own.includes(rest[k]) ? rest[k] : `parameter ${k + 1}`;
  });
}

const MOST = 0x3ffffff;

function checkSize(name: string, size: unknown): void {
  if (typeof size !== "number")
    throw new TypeError(
      `model.compile: expected the size of ${name} as a number, got ${typeof size}`
    );
  if (!Number.isInteger(size) || size < 1 || size > MOST)
    throw new RangeError(
      `model.compile: expected the size of ${name} as a whole number above 0, got ${size}`
    );
}

function makeParam(machine: Machine, name: string, size: number): ArrayValue {
  const isSingle = size === 1;
  const param = machine.emit.builder.param(name, size, isSingle);
  const view = {
    array: param.array,
    role: "input",
    offset: 0,
    shape: [size],
    conditions: 0
  } as const;
  return {...machine.view(view, name), ...(isSingle && {single: param})};
}
