// The real models as optimised programs, and points around those that the list gives.
import {compileSource} from "../../worker/compiler/front/compile.ts";
import type {Model} from "../../worker/compiler/ir.ts";
import {optimised, type Point} from "./everyWay.ts";
import type {RealModel} from "./realModel.ts";

export function compileReal({model, sizes, constants, helpers = {}, name}: RealModel): Model {
  const texts = Object.entries(helpers).map(([key, helper]) => [key, String(helper)]);
  return optimised(
    compileSource(String(model), sizes, {
      constants,
      helpers: Object.fromEntries(texts) as Record<string, string>,
      name: name.replaceAll(/[^a-z]/gi, "")
    })
  );
}

/** The model's own points first, then points around them. */
export function pointsAround({points}: RealModel, count: number): Point[] {
  return Array.from({length: count}, (_, i) =>
    points[i % points.length].map((value) =>
      [value].flat().map((x, k) => (i < points.length ? x : x * (1 + 0.003 * Math.sin(i + 7 * k))))
    )
  );
}
