// Any number of components, each with its share, its transport and its velocity.
import type {Geometry} from "../types.ts";

/** amplitude·t^exponent + offset; what is left out is 0. */
export interface PowerLaw {
  amplitude: number;
  exponent?: number;
  offset?: number;
}

/** How something goes with time: constant, a power law, a function of t (seconds), or one number a frame. */
export type Course = number | PowerLaw | ((t: number) => number) | ArrayLike<number>;

/** One entry a component. */
export interface ComponentsWish {
  /** x_n, at least 0; a factor common to all at a frame drops out. */
  fractions: readonly Course[];
  /** J_n, Å²/s; below 0 it counts as 0. */
  transport: readonly Course[];
  /** v_n, Å/s. */
  velocity: readonly Course[];
  /** direction of the velocities, degrees: of all of them, or one each; default 0. */
  phi0?: number | ArrayLike<number>;
}

/** Semantics "xpcsjax" is "v2" here: they differ in how they bend a fraction only. */
export type ComponentsGeometry = Geometry;

export interface EquilibriumWish {
  /** diffusion coefficients, Å²/s: J = 6D. */
  D_ref: number;
  D_sample: number;
  /** Å/s. */
  v: number;
  /** the sample's share of the intensity's square, x²/(x² + (1 − x)²). */
  X: number;
  /** 1/Å. */
  q: number;
  /** angle between q and the flow, degrees; default 0. */
  phi?: number;
}
