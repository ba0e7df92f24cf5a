// Second derivatives of φψ by the scattering parameters: central differences of exact tangents.
import type {Solver} from "./solver/types.ts";
import {toObservableTangent, type Curvature} from "./moments.ts";
import type {SolverRequest, Trajectory} from "./solver/types.ts";

/**
 * Of θ. Tangents are good to about 1e-8 of their scale, the difference errs by the square of the step: a thousandth
 * leaves an error of about 1e-5 by the one, 1e-6 by the other.
 */
const STEP = 1e-3;

/** Rows and columns as `scattering` has them: places among the request's tangents. */
export async function findCurvature(
  solver: Solver,
  request: SolverRequest,
  {scattering}: {scattering: Int32Array}
): Promise<Curvature> {
  const {species} = request.case;
  const tangents = Int32Array.from(scattering, (k) => request.tangents[k]);
  const slopesAt = async (place: number, shift: number): Promise<Float64Array[][]> => {
    const theta = request.theta.slice();
    theta[place] += shift;
    const {state, tangents: moved}: Trajectory = await solver.trajectory({
      ...request,
      theta,
      tangents
    });
    return moved.map((tangent) => toObservableTangent(species, state, tangent));
  };
  const rows: Float64Array[][][] = [];
  for (const place of tangents) {
    const step = STEP * (Math.abs(request.theta[place]) || 1);
    const [below, above] = [await slopesAt(place, -step), await slopesAt(place, step)];
    rows.push(
      above.map((slopes, l) =>
        slopes.map((y, i) => y.map((x, t) => (x - below[l][i][t]) / (2 * step)))
      )
    );
  }
  return symmetrise(rows);
}

/** y_kl and y_lk are the same number but for their errors. */
function symmetrise(rows: readonly Float64Array[][][]): Float64Array[][][] {
  return rows.map((row, k) =>
    row.map((cell, l) => cell.map((y, i) => y.map((x, t) => 0.5 * (x + rows[l][k][i][t]))))
  );
}
