// Roots of covariances, also of those that few or repeated samples leave without one.
import {choleskyReference} from "../../../kernels-as/linalg/cholesky/reference.ts";
import {STATUS_OK} from "../../../kernels-as/linalg/constants.ts";

/** L with L·Lᵀ = A, or of A with as little more on its diagonal as gives it a root; zeros where A is not finite. */
export function toFactor(A: Float64Array, n: number): Float64Array {
  const L = new Float64Array(n * n);
  const status = new Int32Array(1);
  const raised = A.slice();
  let trace = 0;
  for (let j = 0; j < n; j++) trace += A[j * n + j];
  for (let jitter = 0; jitter <= 1; jitter = jitter === 0 ? 1e-12 : 10 * jitter) {
    for (let j = 0; j < n; j++) raised[j * n + j] = A[j * n + j] + (jitter * trace) / n;
    choleskyReference({L, status, A: raised, n}, 0, 1);
    if (status[0] === STATUS_OK) return L;
  }
  return L.fill(0);
}
