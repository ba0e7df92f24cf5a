// What the adaptive integrator is made of: the method of Hairer and Wanner with five stages, order 4, L-stable,
// diagonal γ = 1/4 (SDIRK4). Weights are of increments Z = γ h k, so they are four times those of the books.
// Read by TypeScript and by AssemblyScript.

export const STAGES: i32 = 5;
export const DIAGONAL: f64 = 0.25;

export const A21: f64 = 2;
export const A31: f64 = 1.36;
export const A32: f64 = -0.16;
export const A41: f64 = 371.0 / 340.0;
export const A42: f64 = -137.0 / 680.0;
export const A43: f64 = 15.0 / 136.0;
export const A51: f64 = 25.0 / 6.0;
export const A52: f64 = -49.0 / 12.0;
export const A53: f64 = 31.25;
export const A54: f64 = -85.0 / 3.0;

// what the solution is away from the embedded one of order 3; that of the fourth stage is 0 and of the fifth 1
export const E1: f64 = -0.75;
export const E2: f64 = -3.375;
export const E3: f64 = 3.125;

/**
 * The estimate is that of the third-order result, far above the error of what is kept. A step may have this many times
 * rtol of it: then the errors of the answers come out at rtol or below (measured over prior draws of all cases).
 */
export const LEEWAY: f64 = 4;

/** Newton stops where what it leaves undone is this part of what a step may err by. */
export const NEWTON_PART: f64 = 0.2;
export const MOST_TURNS: i32 = 12;
/** A turn that leaves the domain is halved at most so often. */
export const MOST_HALVINGS: i32 = 40;

// step sizes
export const SAFETY: f64 = 0.9;
export const LEAST_FACTOR: f64 = 0.2;
export const MOST_FACTOR: f64 = 8;
/** after a step whose equations could not be solved. */
export const FAILED_FACTOR: f64 = 0.25;
/** The first step changes nothing by more than this part of its distance to where the penalty is infinite. */
export const FIRST_CHANGE: f64 = 0.1;
/** steps, kept or not, of one trajectory; and those not kept in a row. */
export const MOST_STEPS: i32 = 100000;
export const MOST_REJECTIONS: i32 = 40;

/** Vectors of what one stage keeps. */
export function stageVectors(species: i32): i32 {
  return 11 * species + species * species + 2;
}

/** Vectors of the answer for one time. */
export function recordVectors(species: i32, tangents: i32): i32 {
  return 2 * species + 3 + tangents * (2 * species + 1);
}

/** Vectors of scratch after those of `pointVectors`; `steps` is the last one asked for. */
export function adaptiveVectors(species: i32, tangents: i32, times: i32, steps: i32): i32 {
  const stages = STAGES * (stageVectors(species) + 4 * species);
  const records = times * recordVectors(species, tangents);
  return 40 + stages + 19 * species + 1 + tangents * (2 * species + 1) + records + steps + 1;
}
