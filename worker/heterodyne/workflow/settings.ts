// What the original's configuration asks for, in the words of this engine.
import type {RobustMethod, RobustOptions} from "../robust/types.ts";
import type {FitOptions, HeterodyneName, Semantics} from "../types.ts";

/** A normal law, cut off at the parameter's bounds or not. */
export interface Prior {
  law: "normal" | "truncated";
  mean: number;
  sd: number;
}

/** When and how the original would fit fewer points. */
export interface Subsampling {
  /** more elements than this, all angles together, are thinned out. */
  points: number;
  /** every so many frames. */
  every: number;
}

export type ClassicalMethod = "nelder-mead" | "trust";

/** Frames of a configuration that names none: from 1, both included, as the original counts. */
export const USUAL_FRAMES = {start_frame: 1, end_frame: 1000};

/** All that a configuration says; paths are as they stand in it. */
export interface HeterodyneSettings {
  description: string;
  files: {
    data: string | undefined;
    /** degrees, one a line. */
    angles: string | undefined;
    /** where a cache of the frames may lie. */
    cache: string | undefined;
    results: string;
  };
  /** as `load` reads them; frames count from 0, both ends included. */
  scan: {
    q: number;
    dt: number;
    frames: readonly [number, number];
    semantics: Semantics;
    diagonal: "keep" | "correct";
  };
  /** Å; of the laminar model. */
  gap: number;
  start: Record<HeterodyneName, number>;
  active: HeterodyneName[];
  bounds: Record<HeterodyneName, readonly [number, number]>;
  priors: Record<HeterodyneName, Prior>;
  /** ranges without wrapping, as the original compares; undefined: all angles. */
  angles: {ranges: (readonly [number, number])[]; wrap: boolean; fallback: boolean} | undefined;
  classical: {
    methods: ClassicalMethod[];
    /** of each method, besides start, active, bounds and angles. */
    options: Record<
      ClassicalMethod,
      Pick<FitOptions, "method" | "gates" | "steps" | "ftol" | "xtol">
    >;
    subsampling: Subsampling | undefined;
  };
  robust: {
    methods: RobustMethod[];
    options: Record<RobustMethod, RobustOptions>;
    subsampling: Subsampling | undefined;
  };
  /** undefined: all that there are. */
  threads: number | undefined;
  /** bytes. */
  memory: number;
  /** fewer frames where the memory would not do, in place of an error. */
  lowMemory: boolean;
  /** the most bytes of a cache of frames; 0: none is kept. */
  cache: number;
  /** what was not understood, or understood and not done, by path. */
  warnings: string[];
  /** the configuration as it was read: what this engine has no use for is written back as it stands. */
  original: Readonly<Record<string, unknown>> | undefined;
}
