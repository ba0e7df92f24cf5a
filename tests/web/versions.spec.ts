import {mkdirSync, mkdtempSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {readVersions} from "../../web/build/versions.ts";

function makeSites(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), "cuvette-versions-"));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, ".."), {recursive: true});
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

describe("readVersions", () => {
  it("puts every old site under its version and lists them by age", () => {
    const folder = makeSites({
      "0.10.0/index.html": "ten",
      "0.9.1/index.html": "nine",
      "0.9.1/assets/a.js": "a",
      "0.9.1/assets/a.js.br": "compressed",
      "0.10.0/v/0.9.1/index.html": "nine again",
      "notes/index.html": "no version"
    });
    const files = readVersions(folder);
    const text = (path: string) => new TextDecoder().decode(files.get(path));
    expect([...files.keys()].sort()).toEqual([
      "v/0.10.0/index.html",
      "v/0.9.1/assets/a.js",
      "v/0.9.1/index.html",
      "v/versions.json"
    ]);
    expect(JSON.parse(text("v/versions.json"))).toEqual({versions: ["0.9.1", "0.10.0"]});
    expect(text("v/0.9.1/index.html")).toBe("nine");
  });

  it("says so when the folder holds none", () => {
    expect(() => readVersions(makeSites({"x.txt": ""}))).toThrow(
      /expected folders such as 0\.1\.0/
    );
  });
});
