// What the parts of refining are given: by the engine, and by the run they are part of.
import type {Models} from "../../model/models.ts";
import type {Progress, Run} from "../../work.ts";
import type {CollocationPart} from "../part.ts";

/** What refining needs of the engine. */
export interface RefineHooks {
  compile: Models["compile"];
  collocate: CollocationPart["collocate"];
  fit: CollocationPart["fit"];
}

/** Says what the work is at from now on. */
export type Tell = (progress: Progress) => void;

/** Lets another run do a part of the work: what is wished of the whole is wished of it. */
export type Lead = <T>(run: Run<T>) => Promise<T>;
