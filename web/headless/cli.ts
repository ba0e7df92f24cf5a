#!/usr/bin/env node
// `npx cuvette`: the command, and, started again as a thread, the home of a notebook's cells.
import {isMainThread} from "node:worker_threads";
import {HELP, readCommand, type Command} from "./options.ts";

async function main(): Promise<void> {
  const command = tryToRead(process.argv.slice(2));
  if (!command) return;
  try {
    await execute(command);
  } catch (error) {
    complain((error as Error).message, 2);
  }
}

function tryToRead(args: readonly string[]): Command | undefined {
  try {
    return readCommand(args);
  } catch (error) {
    const command = args[0] === "heterodyne" ? "cuvette heterodyne" : "cuvette";
    complain(`${(error as Error).message}\nsee ${command} --help`, 2);
    return undefined;
  }
}

async function execute(command: Command): Promise<void> {
  if (command.kind === "help") return print(HELP);
  if (command.kind === "bench") {
    const {runBench} = await import("./runBench.ts");
    const log = (line: string) => process.stderr.write(`${line}\n`);
    const {text, isRegression} = await runBench(command, new URL("../", import.meta.url), log);
    if (isRegression) process.exitCode = 1;
    return print(text);
  }
  if (command.kind === "heterodyne") {
    const {executeHeterodyne} = await import("./heterodyneCommand.ts");
    const log = (line: string) => process.stderr.write(`${line}\n`);
    const {text, isFailure} = await executeHeterodyne(command, log);
    if (isFailure) process.exitCode = 1;
    return print(text);
  }
  const {runNotebook} = await import("./runNotebook.ts");
  const {result, messages, isFailure} = await runNotebook(command, new URL(import.meta.url));
  if (command.json) print(toText(result));
  else print((await import("./table.ts")).toTable(result));
  if (messages.length > 0) complain(messages.join("\n"), isFailure ? 1 : 0);
  else if (isFailure) process.exitCode = 1;
}

function toText(result: object): string {
  return `${JSON.stringify(result, null, 2)}\n`;
}

function print(text: string): void {
  process.stdout.write(text);
}

function complain(text: string, status: number): void {
  process.stderr.write(`${text}\n`);
  process.exitCode = status;
}

if (isMainThread) await main();
else await (await import("./notebookWorker.ts")).runTask();
