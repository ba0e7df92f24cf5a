// What a reader asks of the siblings, checked here and now.
import {checkNames, checkOneOf, show} from "../../check.ts";
import {checkPositive, toGeometry, type TakenGeometry} from "../model/geometry.ts";
import type {HomodyneGeometry, HomodyneWish} from "./types.ts";

const MODELS = ["static", "laminar"];
const FORMS = ["paper", "v1", "v2"];
const INTEGRALS = ["exact", "trapezoid"];

export function checkWish(what: string, wish: HomodyneWish): Required<HomodyneWish> {
  const {model, gap, form = "paper", integrals = "exact"} = wish;
  checkOneOf(what, "model", model, MODELS);
  checkOneOf(what, "form", form, FORMS);
  checkOneOf(what, "integrals", integrals, INTEGRALS);
  if (integrals === "trapezoid" && form !== "paper")
    throw new RangeError(
      `${what}: expected integrals "trapezoid" with form "paper" only, got form "${form}", which has sums of its own`
    );
  if (model === "laminar") checkPositive(what, "gap (Å, of the laminar model)", gap);
  return {model, gap: gap ?? 0, form, integrals};
}

export type CheckedHomodyne = Omit<TakenGeometry, "semantics"> & Required<HomodyneWish>;

/** A scan is a geometry too. */
const FIELDS = [
  "q", "dt", "frames", "phi", "firstFrame", "semantics", "model", "gap", "form", "integrals",
  "data", "mask", "weights", "badFrames", "diagonal"
]; // prettier-ignore

export function checkHomodyne(what: string, geometry: HomodyneGeometry): CheckedHomodyne {
  if (typeof geometry !== "object" || geometry === null)
    throw new TypeError(
      `${what}: expected the geometry as {model, q, dt, frames, phi}, got ${show(geometry)}`
    );
  checkNames(what, "field of the geometry", Object.keys(geometry), FIELDS);
  checkSemantics(what, geometry);
  const wish = checkWish(what, geometry);
  const {q, dt, frames, phi, firstFrame} = geometry;
  const taken = toGeometry(what, {q, dt, frames, phi, firstFrame});
  return {...wish, q, dt, frames, phi: taken.phi, firstFrame: taken.firstFrame};
}

/** The siblings have forms: what asks for a program's semantics would otherwise get another one's numbers. */
export function checkSemantics(what: string, scan: object): void {
  const semantics = "semantics" in scan ? scan.semantics : undefined;
  if (semantics === undefined || semantics === "exact") return;
  throw new RangeError(
    `${what}: expected no semantics, got ${show(semantics)} (say form: "paper", "v1" or "v2" instead)`
  );
}
