// How a biofilm program's settings, scratch and answer are laid out; read by TypeScript and by AssemblyScript.
// The settings are one block of f64, the program's constants: a header of HEADER numbers, then the parts whose first
// places the header names.

// numbers of the header
export const SPECIES: i32 = 0;
/** the last step that is asked for. */
export const STEPS: i32 = 1;
export const DT: i32 = 2;
export const GAMMA0: i32 = 3;
export const PENALTY: i32 = 4;
/** one of STATES, OBSERVABLES, LIKELIHOOD. */
export const OUTPUT: i32 = 5;
/** how many steps are answered for. */
export const TIMES: i32 = 6;
/** how many parameters differ from point to point. */
export const VARYING: i32 = 7;
/** how many tangents there are. */
export const TANGENTS: i32 = 8;
/** 1: tangents without the history. */
export const IS_LOCAL: i32 = 9;
/** variance of the measurements. */
export const NOISE: i32 = 10;
/** relative standard deviation of the parameters that tangents are taken by. */
export const COV: i32 = 11;
/** 1: the whole covariance over the species of a time. */
export const IS_FULL: i32 = 12;
/** 1: without the covariance of φ and ψ. */
export const IS_INDEPENDENT: i32 = 13;
/** of the adaptive integrator. */
export const RTOL: i32 = 14;

// places of the parts, in f64 from the beginning of the settings
/** η, by species. */
export const ETA_AT: i32 = 16;
/** c* and α* of step k at k; there are STEPS + 1 of each. */
export const NUTRIENTS_AT: i32 = 17;
export const ANTIBIOTICS_AT: i32 = 18;
/** φ and ψ at the start, by species. */
export const PHI_AT: i32 = 19;
export const PSI_AT: i32 = 20;
/** which steps are answered for, ascending. */
export const TIMES_AT: i32 = 21;
/** θ: a_11, a_12 … a_nn by rows (i ≤ j), then b_1 … b_n. */
export const THETA_AT: i32 = 22;
/** places in θ of what differs from point to point. */
export const VARYING_AT: i32 = 23;
/** three numbers a tangent: its place in θ; i and j of a_ij; i and −1 of b_i. */
export const TANGENTS_AT: i32 = 24;
/** observed φψ: by time, then species. Only for LIKELIHOOD. */
export const DATA_AT: i32 = 25;
export const HEADER: i32 = 32;

// kinds of answers
export const STATES: i32 = 0;
export const OBSERVABLES: i32 = 1;
export const LIKELIHOOD: i32 = 2;

// how it ended
export const CONVERGED: i32 = 0;
export const MAX_STEPS: i32 = 1;
export const NONFINITE: i32 = 2;
export const SINGULAR: i32 = 3;

/** Rows of a likelihood's answer: Σ r²/v, and Π v as mantissa and power of two. */
export const MISFIT_ROW: i32 = 0;
export const MANTISSA_ROW: i32 = 1;
export const EXPONENT_ROW: i32 = 2;
export const LIKELIHOOD_ROWS: i32 = 3;

/** How many numbers θ has. */
export function thetaLength(species: i32): i32 {
  return (species * (species + 1)) / 2 + species;
}

/** Rows of STATES for one time: the state, iterations so far, and the tangents of the state one after the other. */
export function stateRows(species: i32, tangents: i32): i32 {
  return 2 * species + 3 + tangents * (2 * species + 2);
}

/**
 * Rows of the answer. STATES: stateRows for each time, and one with the code; a row is not a tile's but, as in a sum, a
 * pair: the numbers of the tile's first two points. OBSERVABLES: φψ by time, then species. LIKELIHOOD: see above. From
 * where a point fails its numbers are NaN.
 */
export function outputRows(kind: i32, times: i32, species: i32, tangents: i32): i32 {
  if (kind === STATES) return times * stateRows(species, tangents) + 1;
  return kind === OBSERVABLES ? times * species : LIKELIHOOD_ROWS;
}

/** Vectors (16 bytes) of scratch that what reads the settings and writes the answer takes; an integrator's own room follows. */
export function pointVectors(species: i32, tangents: i32): i32 {
  const matrices = 2 * species * species;
  return 20 + thetaLength(species) + matrices + 3 * species + tangents * (1 + 2 * species);
}
