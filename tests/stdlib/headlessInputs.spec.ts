import {describe, expect, it} from "vitest";
import type {Inputs} from "../../web/stdlib/inputTypes.ts";
import {makeHeadlessInputs} from "../../web/stdlib/headlessInputs.ts";
import {inputCases} from "./inputCases.ts";

const inputs = makeHeadlessInputs();

describe("inputs without a document", () => {
  it.each(Object.entries(inputCases))("%s", (_title, {make, initial, set, taken}) => {
    const input = make(inputs);
    expect(input.value).toEqual(initial);
    if (set === undefined) return;
    input.value = set;
    expect(input.value).toEqual(taken);
  });

  it("are placeholders where there is nothing else to be", () => {
    const {later} = inputs as unknown as {later: Inputs["color"]};
    expect(later()).toHaveProperty("type", "dom");
  });
});
