import {readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {registry} from "../kernels-as/registry.ts";
import {specs} from "../kernels-as/specs.ts";
import {arrows, cycles, lateness, mutual, purity} from "./structure/arrows.ts";
import * as files from "./structure/files.ts";
import {
  definitions,
  findUnlikeSpecs,
  findUnlikeTwins,
  findUnregistered,
  findWrongExports,
  fixtures,
  readExports
} from "./structure/kernelLaws.ts";
import {ROOT, readTree} from "./structure/tree.ts";
import type {Registry, Specs} from "./structure/kernelLaws.ts";

const tree = readTree();
const kernels = registry as unknown as Registry;
const whole = specs as unknown as Specs;

describe("the tree", () => {
  it("is being looked at: all rooms are in it", () => {
    for (const path of ["kernels-as/registry.ts", "worker/api.ts", "package.json"])
      expect(tree.has(path)).toBe(true);
  });

  it.each([
    ["imports go along the arrows and through the doors", arrows],
    ["run-time imports have no cycles", cycles],
    ["no two rooms of heterodyne scattering import each other, not even types", mutual],
    ["no kernel's spec loads with the engine", lateness],
    ["pure rooms touch neither document nor worker", purity],
    ["the top level holds only what design.md lists", files.topLevel],
    ["no file is longer than the hard cap", files.sizes],
    ["no file only passes on exports", files.barrels],
    ["names are camelCase nouns or verbs, and exports are named", files.names],
    ["AssemblyScript and WGSL keep the layout", files.layout],
    [
      "no path of the author's machine is in a file",
      (all: typeof tree) => files.findMachinePaths(all)
    ],
    ["no placeholder and no focused test is left", files.placeholders],
    ["kernels-as does nothing when it is loaded", definitions],
    ["the README's links lead somewhere", files.readmeLinks],
    ["every fixture names what made it", fixtures]
  ])("%s", (_title, rule) => {
    expect(rule(tree)).toEqual([]);
  });

  it("reports files over the soft cap", () => {
    const long = files.softSizes(tree);
    if (long.length > 0) console.log(`over the soft cap:\n${long.join("\n")}`);
    // a report, but of a tree in which most files are short
    expect(long.length).toBeLessThan(tree.size / 10);
  });
});

describe("kernels", () => {
  it("are registered, each folder once in each list", () => {
    expect(findUnregistered(tree, kernels, whole)).toEqual([]);
    expect(Object.keys(whole)).toEqual(Object.keys(kernels));
  });

  it("have specs that add evidence to the signature and change nothing in it", () => {
    expect(findUnlikeSpecs(kernels, whole)).toEqual([]);
  });

  it("have twins that take the spec's arguments in the spec's order", () => {
    expect(findUnlikeTwins(tree, kernels)).toEqual([]);
  });

  it.each(["strict", "relaxed"])("are what the %s module exports", (flavour) => {
    const exports = readExports(readFileSync(join(ROOT, `dist/kernels/${flavour}.wasm`)));
    expect(findWrongExports(exports, kernels, tree)).toEqual([]);
  });
});
