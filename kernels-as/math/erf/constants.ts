/** From here erf rounds to 1. */
export const ERF_TOP = 6.0;
/** Pieces to a unit of |x|. */
export const ERF_DENSITY = 4.0;
export const ERF_WIDTH = 0.25;
export const ERF_LANES: StaticArray<f64> = [
  ERF_TOP,
  ERF_TOP,
  ERF_DENSITY,
  ERF_DENSITY,
  ERF_WIDTH,
  ERF_WIDTH
];
