// The command with an engine of its own.
import {createEngine} from "../../worker/node.ts";
import {HETERODYNE_HELP, type HeterodyneCommand} from "./heterodyneOptions.ts";
import {runHeterodyne, simulateHeterodyne, type HeterodyneAnswer} from "./heterodyneRun.ts";

export async function executeHeterodyne(
  command: HeterodyneCommand,
  log: (line: string) => void
): Promise<HeterodyneAnswer> {
  if (command.verb === "help") return {text: HETERODYNE_HELP, isFailure: false};
  const {threads, numerics} = command;
  const engine = await createEngine({threads, numerics});
  try {
    const {heterodyne: door} = engine;
    if (command.verb === "simulate") return await simulateHeterodyne(command, door, log);
    return await runHeterodyne(command, door, log);
  } finally {
    await engine.close();
  }
}
