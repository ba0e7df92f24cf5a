// The built command on notebooks written for a test.
import {execFile} from "node:child_process";
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {afterEach} from "vitest";
import type {Result} from "../../web/headless/result.ts";

const CLI = fileURLToPath(new URL("../../dist/node/cli.js", import.meta.url));

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, {recursive: true, force: true});
});

export interface Answer {
  status: number;
  stdout: string;
  stderr: string;
}

export function runCommand(args: readonly string[]): Promise<Answer> {
  return new Promise((resolve) => {
    execFile(process.execPath, [CLI, ...args], (error, stdout, stderr) =>
      resolve({status: error ? Number(error.code) : 0, stdout, stderr})
    );
  });
}

export interface NotebookAnswer extends Answer {
  result: Result;
  /** statuses in the order of the file. */
  statuses: string[];
  file: string;
  read: (name: string) => string;
}

/** Runs a notebook of this text, in a folder of its own. */
export async function runFile(
  text: string,
  options: readonly string[]
): Promise<Answer & {file: string; read: (name: string) => string}> {
  const folder = mkdtempSync(join(tmpdir(), "cuvette-"));
  folders.push(folder);
  const file = join(folder, "trial.md");
  writeFileSync(file, text);
  const answer = await runCommand(["run", file, ...options]);
  return {...answer, file, read: (name) => readFileSync(join(folder, name), "utf8")};
}

export async function runText(text: string, ...options: string[]): Promise<NotebookAnswer> {
  const answer = await runFile(text, ["--json", ...options]);
  const result = JSON.parse(answer.stdout) as Result;
  return {...answer, result, statuses: result.cells.map(({status}) => status)};
}

/** One fence a cell. */
export function toText(...cells: string[]): string {
  return cells.map((cell) => `\`\`\`ts\n${cell}\n\`\`\`\n`).join("\n");
}
