// Random texts give the bits that they give as JavaScript.
import fc from "fast-check";
import {describe, it} from "vitest";
import {expectSame} from "./direct.ts";
import {texts} from "./randomTexts.ts";

describe("random texts", () => {
  it("compile to what they say", () => {
    fc.assert(
      fc.property(texts, (text) => {
        expectSame(text, {
          sizes: {x: 4, v: 1},
          constants: {c: [0.5, -1, 2, 3]},
          points: [
            {x: [1, -2, 0.5, 3], v: 0.7},
            {x: [0, 0, -0, 1], v: -2},
            {x: [1e3, NaN, -1, 2], v: 5}
          ]
        });
      }),
      {numRuns: 150}
    );
  });
});
