import {describe, expect, it} from "vitest";
import {loadModule, toModuleUrl} from "../../web/ui/notebook/loadModule.ts";

describe("imports of cells", () => {
  it.each([
    ["npm:d3-array@3.2.4", "https://cdn.jsdelivr.net/npm/d3-array@3.2.4/+esm"],
    ["npm:@scope/name@1.0.0-rc.1", "https://cdn.jsdelivr.net/npm/@scope/name@1.0.0-rc.1/+esm"],
    ["npm:x@1.2.3/dist/x.mjs", "https://cdn.jsdelivr.net/npm/x@1.2.3/dist/x.mjs"],
    ["https://example.org/a.js?b=1", "https://example.org/a.js?b=1"]
  ])("%s leads to %s", (specifier, url) => {
    expect(toModuleUrl(specifier).href).toBe(url);
  });

  it.each([
    "npm:d3-array",
    "npm:d3-array@3",
    "npm:d3-array@^3.2.4",
    "npm:d3@latest",
    "npm:a@1.0.0/../b"
  ])("%s is not pinned", (specifier) => {
    const found = () => toModuleUrl(specifier);
    if (specifier.includes("..")) expect(found().href).not.toContain("..");
    else expect(found).toThrow(/pin the version/);
  });

  it.each(["http://example.org/a.js", "./a.js", "d3", "data:text/javascript,1", "blob:null/1"])(
    "%s is no address to load from",
    (specifier) => {
      expect(() => toModuleUrl(specifier)).toThrow(/expected npm:name@version or an https address/);
    }
  );

  it("asks for a host that is not allowed and loads nothing", async () => {
    const missing: string[] = [];
    const loading = loadModule("npm:d3-array@3.2.4", ["example.org"], (host) => missing.push(host));
    await expect(loading).rejects.toThrow(/cdn\.jsdelivr\.net is not allowed yet/);
    expect(missing).toEqual(["cdn.jsdelivr.net"]);
  });
});
