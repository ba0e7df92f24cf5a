import {readFileSync} from "node:fs";
import {expect, it} from "vitest";
import {CASES, makeKernelCase} from "../../../worker/bench/kernelCases.ts";

const bytes = new Uint8Array(
  readFileSync(new URL("../../../dist/kernels/strict.wasm", import.meta.url))
);

it.each(CASES)("$name can be measured: it runs over its whole axis", (spec) => {
  const test = makeKernelCase(spec, bytes);
  expect(test.bytes).toBeGreaterThan(0);
  expect(test.bytes).toBeLessThan(2 ** 28);
  expect(test.elements).toBeGreaterThan(0);
  expect(() => test.wasm()).not.toThrow();
  for (const input of Object.values(test.inputs)) expect(input.every(Number.isNaN)).toBe(false);
});
