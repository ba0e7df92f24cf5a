import {execFile} from "node:child_process";
import {readFileSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {promisify} from "node:util";
import {expect, it} from "vitest";
import {ROOT} from "../structure/tree.ts";

it("shows an example that runs as it stands", async () => {
  const readme = readFileSync(join(ROOT, "README.md"), "utf8");
  const example = /## Six lines[\s\S]*?```ts\n([\s\S]*?)```/.exec(readme)![1];
  // inside the package, where its own name can be imported
  const file = join(ROOT, `dist/readme-${process.pid}.mjs`);
  writeFileSync(file, example);
  try {
    const {stdout} = await promisify(execFile)(process.execPath, [file]);
    expect(stdout).toMatch(/^[0-9a-f]{64}\n[\d.]+ ms\n$/);
  } finally {
    rmSync(file);
  }
});
