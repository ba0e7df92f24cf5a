// The part of the engine that is tested, with models compiled on this thread.
import {makeRefine} from "../../../worker/collocation/refine/refine.ts";
import {models} from "../../solvers/oneThread.ts";
import {LOTKA_VOLTERRA} from "./fits.ts";

const unused = () => {
  throw new Error("not part of this test");
};

export const {compile} = models;
export const {refine, profile, bootstrap} = makeRefine({compile, collocate: unused, fit: unused});
export const compileLotkaVolterra = () => models.compile(LOTKA_VOLTERRA, {u: 2, p: 4, t: 1});
export {models};
