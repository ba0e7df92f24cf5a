// The GPU host in a real browser: its self-test, its accounts, and what it does when things break.
import {expect, it} from "vitest";
import {gpuOrSkip, toAsk} from "./bench.ts";

await gpuOrSkip("GPU host", (ask, page) => {
  it("has passed its self-test and says on what, with what features and costs", async () => {
    const {adapter, features, selfTest, costs} = await ask("status");
    expect(adapter!.vendor).not.toBe("");
    expect(selfTest!.passed).toBe(true);
    const checked = selfTest!.checks.map(({kernel}) => kernel);
    expect(checked).toEqual(["exp", "log", "sin", "cos", "sincos", "sum", "philox"]);
    for (const {worst} of selfTest!.checks) expect(worst).toBeLessThanOrEqual(1);
    expect(costs!.launchMs).toBeGreaterThan(0);
    expect(costs!.nsPerByte).toBeGreaterThanOrEqual(0);
    expect(Array.isArray(features)).toBe(true);
  });

  it("takes an axis of more workgroups than one dimension of a grid holds", async () => {
    const {passed, length} = await ask("parity", "exp", 65_535 * 64 + 1);
    expect({passed, length}).toEqual({passed: true, length: 65_535 * 64 + 1});
  });

  it("runs jobs side by side and gives every buffer back", async () => {
    const {before, after, trimmed} = await ask("accounts");
    expect(before.live).toBe(0);
    expect(after.live).toBe(0);
    expect(after.peak).toBeGreaterThan(0);
    expect(trimmed).toMatchObject({live: 0, pooled: 0});
    expect((await ask("memory")).live).toBe(0);
  });

  it("refuses a device whose maths is wrong, and says which function and by how much", async () => {
    const {error, status, after} = await ask(
      "broken",
      "exp",
      [["expF32(", "1.00001 * expF32("]],
      "log"
    );
    expect(error).toMatch(
      /^GpuUnavailable: gpu\.run log: self-test failed on .*: exp gives y\[\d+\] = /
    );
    expect(status.available).toBe(false);
    expect(status.selfTest!.passed).toBe(false);
    expect(status.selfTest!.checks.find(({kernel}) => kernel === "log")!.passed).toBe(true);
    expect(after).toMatchObject({live: 0, pooled: 0});
  });

  it("refuses a device that loses the rest of a sum", async () => {
    const {status} = await ask(
      "broken",
      "sum",
      [
        ["addTerm(", "addPlainly("],
        [
          "@compute",
          "fn addPlainly(s: Sum, x: f32) -> Sum { return Sum(s.value + x, 0.0); }\n@compute"
        ]
      ],
      "exp"
    );
    expect(status.available).toBe(false);
    expect(status.why).toMatch(/sum gives /);
  });

  it("names the kernel and the line of a shader that does not compile; other kernels go on", async () => {
    const {error, status, after} = await ask("broken", "sqrt", [["sqrtF32(", "noSuch("]], "sqrt");
    expect(error).toMatch(/^Error: gpu\.run sqrt: 15:\d+ .*noSuch/);
    expect(status.available).toBe(true);
    expect(after.live).toBe(0);
  });

  it("rethrows what an error scope catches, with the kernel's name, and leaks nothing", async () => {
    const {error, next, after} = await ask("scope");
    expect(error).toMatch(/^Error: gpu\.run exp: .*usage/i);
    expect(next).toBe("no error");
    expect(after.live).toBe(0);
  });

  it("survives the loss of the device, but not three within a minute", async () => {
    const {error, next, third, fourth, disposed, opened: devices} = await ask("loss");
    expect(error).toMatch(/^GpuLost: gpu\.run exp: the device was lost.*run it again$/);
    expect([next, third]).toEqual(["no error", "no error"]);
    expect(fourth).toMatch(/lost 3 times within a minute/);
    expect(disposed).toMatch(/disposed/);
    expect(devices).toBe(3);
  });

  it("throws at misuse", async () => {
    const call = (n: number, inputs: Record<string, number[]> = {x: [1, 2]}) => ({
      inputs,
      scalars: {},
      n
    });
    expect(await ask("misuse", "exq", call(2))).toBe("TypeError: gpu.run: unknown kernel, got exq");
    expect(await ask("misuse", "exp", call(3))).toBe(
      "RangeError: gpu.run exp: x must have 3 elements, got 2"
    );
    expect(await ask("misuse", "exp", call(2, {}))).toMatch(
      /^TypeError: .*x must be an array of numbers/
    );
    expect(await ask("misuse", "exp", call(-1))).toMatch(/^RangeError: .*n must be a whole number/);
    expect(await ask("misuse", "philox", call(2, {}))).toMatch(
      /^TypeError: .*keyLow must be a number/
    );
    expect(await ask("misuse", "exp", call(0, {x: []}))).toBe("no error");
    expect(await ask("tooLarge")).toMatch(
      /^RangeError: gpu\.run exp: y is too large, requested \d+ bytes, limit \d+ bytes$/
    );
  });

  it("says why there is no GPU", async () => {
    expect(await ask("absent")).toMatchObject({available: false, why: /no adapter/});
  });

  it("answers in a sandboxed document of no origin, in values that a port can carry", async () => {
    await page.evaluate(async () => {
      const script = document.querySelector("script")!;
      const code = await (await fetch(script.src)).text();
      const frame = document.createElement("iframe");
      frame.sandbox.add("allow-scripts");
      frame.srcdoc = `<script type="module">${code}</` + "script>";
      document.body.append(frame);
    });
    const frame = await page.frame();
    await frame.waitFor(() => "bench" in globalThis);
    expect(await frame.evaluate("origin")).toBe("null");
    expect(await toAsk(frame)("clone")).toEqual({available: true, y: [1, Math.fround(Math.E)]});
  });
});
