import {afterEach, expect, it, vi} from "vitest";
import {findBrowser} from "../../.tools/browsers.mjs";
import {findDifference} from "../../.tools/install.mjs";

afterEach(() => vi.unstubAllEnvs());

it("installs when a package is missing or of another version, and not otherwise", () => {
  const wanted = {
    "": {version: "1.0.0"},
    "node_modules/a": {version: "2.0.0"},
    "node_modules/other-system": {version: "1.0.0", optional: true}
  };
  expect(findDifference(wanted, {"node_modules/a": {version: "2.0.0"}})).toBeUndefined();
  expect(findDifference(wanted, {"node_modules/a": {version: "2.0.1"}})).toContain(
    "node_modules/a"
  );
  expect(findDifference(wanted, {})).toContain("2.0.0");
});

it("takes the browser that the environment names, and says when that is none", async () => {
  vi.stubEnv("CUVETTE_CHROMIUM", process.execPath);
  expect(await findBrowser("chromium")).toEqual({path: process.execPath});
  vi.stubEnv("CUVETTE_CHROMIUM", "/nowhere/chromium");
  expect((await findBrowser("chromium")).missing).toContain("CUVETTE_CHROMIUM");
});

it("says what to do where no browser is found", async () => {
  vi.stubEnv("PATH", "/nowhere");
  vi.stubEnv("CUVETTE_FIREFOX", "");
  const {path, missing} = await findBrowser("firefox");
  expect(path ?? missing).toMatch(/CUVETTE_FIREFOX|firefox/i);
  expect((await findBrowser("webkit")).missing).toContain("webkit2gtk-driver");
});
