// The one list of kernels: a folder and a line here is all that adding one takes.
import {exp} from "./math/exp/spec.ts";
import {log} from "./math/log/spec.ts";
import {sqrt} from "./math/sqrt/spec.ts";
import {normalLogDensity} from "./stats/normalLogDensity/spec.ts";

export const registry = {
  normalLogDensity,
  exp,
  log,
  sqrt
};

export type KernelName = keyof typeof registry;
