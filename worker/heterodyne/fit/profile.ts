// `heterodyne.profile`: one parameter is moved, the others follow, and chi2's rise tells how well it is known.
import type {Run} from "../../work.ts";
import type {Profile, ProfileOptions, Scan} from "../types.ts";
import type {ModelFitOptions} from "./asked.ts";
import {prepare} from "./fit.ts";
import {HETERODYNE} from "./heterodyneModel.ts";
import type {FitHooks} from "./hooks.ts";
import type {FitModel} from "./model.ts";
import {PROFILE_OPTIONS, toProfileWish} from "./profileAsked.ts";
import {profiling} from "./profiling.ts";
import {runOver} from "./running.ts";

export function makeProfile(hooks: FitHooks) {
  return makeModelProfile("heterodyne.profile", () => HETERODYNE, hooks);
}

/** `what`: how it is called; `modelOf`: the model that a scan is fitted by. */
export function makeModelProfile<Name extends string, S = Scan>(
  what: string,
  modelOf: (scan: S) => FitModel<Name>,
  hooks: FitHooks<S>
) {
  return (scan: S, name: Name, options: ProfileOptions = {}): Run<Profile> => {
    const model: FitModel = modelOf(scan);
    const given = options as ModelFitOptions;
    const prepared = prepare(what, model, hooks, scan, given, PROFILE_OPTIONS);
    const names = model.parameters.map((parameter) => parameter.name);
    const wish = toProfileWish(what, names, name, options);
    const {asked, taken, places} = prepared;
    return runOver({
      open: () => hooks.openSums(taken, {angles: places, threads: asked.threads}, scan),
      work: (sums, pace) => profiling(prepared, model, wish, sums, pace)
    });
  };
}
