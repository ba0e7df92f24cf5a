// All twelve kernels against values computed in extended precision: made before this estimator and not by it.
import {describe, expect, it} from "vitest";
import {makeEstimate} from "../../../worker/collocation/estimate/estimate.ts";
import type {KernelShape} from "../../../worker/collocation/types.ts";
import reference from "../../fixtures/collocation/reference.json" with {type: "json"};
import {makeEngine} from "../../worker/makeEngine.ts";
import {largestError} from "./errors.ts";

const {cases} = reference;

describe("the given references", () => {
  it.each(cases.map((test) => [test.kernel, test.bandwidth ?? "default", test] as const))(
    "%s, bandwidth %s",
    async (name, bandwidth, {tpoints, data, u, du, default_bandwidth}) => {
      const {engine} = await makeEngine({threads: 1});
      const kernel = (name === "silverman" ? "silverman-sciml" : name) as KernelShape;
      const {collocate} = makeEstimate(engine);
      const found = await collocate(data, tpoints, {
        kernel,
        ...(typeof bandwidth === "number" && {bandwidth})
      });
      expect(largestError(found.u, u)).toBeLessThan(1e-10);
      expect(largestError(found.du, du)).toBeLessThan(1e-10);
      const wanted = typeof bandwidth === "number" ? bandwidth : default_bandwidth;
      expect(Math.abs(found.bandwidth - wanted)).toBeLessThan(1e-14);
      expect(found.warnings).toEqual([]);
    }
  );
});
