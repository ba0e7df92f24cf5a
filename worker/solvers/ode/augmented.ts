// Forward sensitivities: the states and the derivatives S = ∂u/∂q by parameters or initial states as one system,
// M·S' = (∂f/∂u)·S + ∂f/∂q. The blocks of S do not act on the states or on one another, so implicit methods
// need only the states' own matrix.
import type {Vector} from "./core/shapes.ts";
import type {System} from "./system.ts";

/** A system of blocks of n: the states, then one block for each sensitivity. */
export interface Blocks {
  system: System;
  /** 1 without sensitivities. */
  count: number;
  size: number;
  field: (z: Vector, t: number) => Vector;
  /** ∂field/∂t. */
  inTime: (z: Vector, t: number) => Vector;
  /** each sensitivity's derivative by the states, n×n. */
  coupling: (z: Vector, t: number) => Vector;
  /** What stands beside J·S for the k-th sensitivity: ∂f/∂q by states. */
  forcing: (u: Vector, t: number) => (k: number, i: number) => number;
  start: number[];
}

export function toBlocks(system: System, u0: Vector, wanted: readonly ("p" | "u0")[]): Blocks {
  const {n, p} = system;
  const byP = wanted.includes("p") ? p.length : 0;
  const byStart = wanted.includes("u0") ? n : 0;
  const count = 1 + byP + byStart;
  const start = [...Array.from(u0), ...new Array<number>((count - 1) * n).fill(0)];
  for (let k = 0; k < byStart; k++) start[(1 + byP + k) * n + k] = 1;
  const common = {system, count, size: n * count, start};
  const none = (): Vector => [];
  if (count === 1) {
    const forcing = () => () => 0;
    return {...common, field: system.field, inTime: system.inTime, coupling: none, forcing};
  }

  const forcing: Blocks["forcing"] = (u, t) => {
    const matrix = byP > 0 ? system.byParameters(u, t) : [];
    return (k, i) => (k < byP ? matrix[i * byP + k] : 0);
  };
  /** f or its like on top; below, matrix·S + what the parameters add. */
  const stack = (
    top: Vector,
    matrix: Vector,
    z: Vector,
    add: (k: number, i: number) => number
  ): number[] => {
    const out = Array.from(top);
    for (let k = 0; k + 1 < count; k++) {
      for (let i = 0; i < n; i++) {
        let sum = add(k, i);
        for (let j = 0; j < n; j++) sum += matrix[i * n + j] * z[(k + 1) * n + j];
        out.push(sum);
      }
    }
    return out;
  };
  const states = (z: Vector): number[] => Array.prototype.slice.call(z, 0, n) as number[];
  return {
    ...common,
    forcing,
    field: (z, t) => {
      const u = states(z);
      return stack(Array.from(system.field(u, t)), system.jacobian(u, t), z, forcing(u, t));
    },
    inTime: (z, t) => {
      const u = states(z);
      const {jacobianInTime, parametersInTime} = system.second!;
      const change = byP > 0 ? parametersInTime(u, t) : [];
      const add = (k: number, i: number) => (k < byP ? change[i * byP + k] : 0);
      return stack(system.inTime(u, t), jacobianInTime(u, t), z, add);
    },
    coupling: (z, t) => couple(system, z, t, byP, count)
  };
}

/** ∂(J·S + ∂f/∂q)/∂u for each sensitivity, one n×n matrix after the other. */
function couple(system: System, z: Vector, t: number, byP: number, count: number): number[] {
  const {n, second} = system;
  const u = Array.prototype.slice.call(z, 0, n) as number[];
  const bend = second!.jacobianByState(u, t);
  const mixed = byP > 0 ? second!.parametersByState(u, t) : [];
  const out: number[] = [];
  for (let k = 0; k + 1 < count; k++) {
    for (let i = 0; i < n; i++) {
      for (let l = 0; l < n; l++) {
        let sum = k < byP ? mixed[(i * byP + k) * n + l] : 0;
        for (let j = 0; j < n; j++) sum += bend[(i * n + j) * n + l] * z[(k + 1) * n + j];
        out.push(sum);
      }
    }
  }
  return out;
}
