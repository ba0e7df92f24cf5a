// What a benchmark ran on, as far as Node knows it.
import {availableParallelism, cpus, totalmem} from "node:os";

export interface Machine {
  cpu: string;
  platform: string;
  arch: string;
  cores: number;
  /** bytes. */
  memory: number;
  /** the major version: within one, the compiler changes little. */
  node: number;
}

export function describeMachine(): Machine {
  return {
    cpu: cpus()[0]?.model ?? "unknown processor",
    platform: process.platform,
    arch: process.arch,
    cores: availableParallelism(),
    memory: totalmem(),
    node: Number(process.versions.node.split(".")[0])
  };
}

/** Whether times of one are times of the other; how much memory is built in does not matter. */
export function isSameMachine(a: Machine, b: Machine): boolean {
  const keys = ["cpu", "platform", "arch", "cores", "node"] as const;
  return keys.every((key) => a[key] === b[key]);
}
