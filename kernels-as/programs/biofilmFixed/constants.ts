// What the fixed-step solver is tuned by, and the room it takes; read by TypeScript and by AssemblyScript.

/**
 * Newton stops after a turn in which no residual was as large as TINY, or after the second in which none was as large as
 * SMALL: L and U of the last turn serve the tangents, and a predicted start would leave them less exact with SMALL alone.
 * TINY may be below what rounding leaves of a residual.
 */
export const SMALL: f64 = 1e-6;
export const TINY: f64 = 1e-8;
export const MOST_TURNS: i32 = 100;
/** A step that leaves (0, 1) is halved at most so often. */
export const MOST_HALVINGS: i32 = 64;
/** A predicted start counts where x(1 − x) of nothing falls below this part of what it was. */
export const NEAREST: f64 = 0.25;

/** Vectors of scratch after those of `pointVectors`. */
export function fixedVectors(species: i32, tangents: i32): i32 {
  const m = 2 * species;
  return 8 + m * m + 7 * m + 1 + 10 * species + tangents * (m + 1);
}
