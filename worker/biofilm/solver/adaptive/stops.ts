// Where steps have to end. Twin: kernels-as/programs/biofilmAdaptive/stops.as.ts.
// c* and α* are constant over each step of the grid. Where they follow a smooth function of the step, every step of the
// grid ends one of the integrator's, whose five stages then cost more than the fixed solver's one.

/** The end of a piece over which c* and α* are constant. */
export interface Stop {
  /** number of the grid's step; its c* and α* are those of the piece that ends here. */
  step: number;
  /** how many grid steps the piece has. */
  length: number;
  isAsked: boolean;
  /** c* or α* is not what it was before the piece. */
  isFresh: boolean;
}

/** All that is asked for but step 0, and where c* or α* changes: what holds for step k holds from (k − 1) Δt to k Δt. */
export function findStops(
  nutrients: ArrayLike<number>,
  antibiotics: ArrayLike<number>,
  at: ArrayLike<number>
): Stop[] {
  const stops: Stop[] = [];
  let time = at.length > 0 && at[0] === 0 ? 1 : 0;
  let begin = 0;
  let isFresh = true;
  for (let step = 1; time < at.length; step++) {
    const isAsked = at[time] === step;
    const changes =
      step < at[at.length - 1] &&
      (nutrients[step + 1] !== nutrients[step] || antibiotics[step + 1] !== antibiotics[step]);
    if (!isAsked && !changes) continue;
    stops.push({step, length: step - begin, isAsked, isFresh});
    if (isAsked) time++;
    begin = step;
    isFresh = changes;
  }
  return stops;
}
