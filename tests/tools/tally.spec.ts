import {expect, it} from "vitest";
import {makeTally} from "../../.tools/tally.mjs";
import type {VitestReport} from "../../.tools/tally.mjs";

const file = (status: string, ...tests: [string, string][]): VitestReport => ({
  testResults: [
    {
      name: "a.spec.ts",
      status,
      assertionResults: tests.map(([state, fullName]) => ({status: state, fullName}))
    }
  ]
});
const quiet = () => makeTally({log: () => undefined});

it("adds checks and tests into one line", () => {
  const tally = quiet();
  tally.count("types", true);
  tally.addReport("unit", file("passed", ["passed", "a"], ["passed", "b"]), 0);
  expect(tally.toLines()).toEqual(["3 passed, 0 failed"]);
  expect(tally.isGood).toBe(true);
});

it("counts failed tests once, whatever the status of the run", () => {
  const tally = quiet();
  tally.addReport("unit", file("failed", ["passed", "a"], ["failed", "b"]), 1);
  expect(tally.toLines()).toEqual(["FAILED: a.spec.ts: b", "1 passed, 1 failed"]);
  expect(tally.isGood).toBe(false);
});

it("tells again at the end what failed, and the end of what it printed", () => {
  const tally = quiet();
  const printed = Array.from({length: 30}, (_, k) => `line ${k}\n`).join("\n");
  tally.count("lint", false, printed);
  const lines = tally.toLines();
  expect(lines[0]).toBe("FAILED: lint");
  expect(lines.slice(-3)).toEqual(["  line 28", "  line 29", "0 passed, 1 failed"]);
  expect(lines.length).toBeLessThan(20);
});

it("tells why a test failed", () => {
  const tally = quiet();
  const report = file("failed", ["failed", "a"]);
  report.testResults[0].assertionResults[0].failureMessages = ["expected 1 to be 2"];
  tally.addReport("unit", report, 1);
  expect(tally.toLines()).toContain("  expected 1 to be 2");
});

it.each<[string, VitestReport | undefined, number]>([
  ["a file that does not load", file("failed"), 1],
  ["no report at all", undefined, 1],
  ["an error outside every test", file("passed", ["passed", "a"]), 1]
])("counts %s as a failure", (_what, report, status) => {
  const tally = quiet();
  tally.addReport("unit", report, status);
  expect(tally.toLines().at(-1)).toMatch(/, 1 failed$/);
});

it("says what was skipped and why before the last line", () => {
  const tally = quiet();
  const skipped: [string, string] = [
    "skipped",
    "page in firefox [skipped: no firefox found] opens"
  ];
  tally.addReport(
    "browser",
    file("passed", ["passed", "a"], skipped, skipped, ["pending", "b"]),
    0
  );
  expect(tally.toLines()).toEqual(["3 skipped: no firefox found (2); b (1)", "1 passed, 0 failed"]);
});

it("does not call nothing a success", () => {
  expect(quiet().isGood).toBe(false);
});
