// The sums of squares by their definitions, element by element: what chi2 is tested over.
import type {Evaluated, Sums} from "../../../worker/heterodyne/sums/types.ts";
import type {TakenScan} from "../../../worker/heterodyne/takenScan.ts";
import {makeOracle} from "../oracle.ts";

export function evaluateDirectly(
  taken: TakenScan,
  theta: Float64Array,
  places: readonly number[] = taken.angles.map((_, a) => a),
  gradient = false
): Evaluated {
  const out: Evaluated = {
    ssr: new Float64Array(places.length),
    contrast: new Float64Array(places.length),
    offset: new Float64Array(places.length),
    meanTheory: new Float64Array(places.length),
    stt: new Float64Array(places.length),
    gradient: gradient ? new Float64Array(14 * places.length) : undefined
  };
  places.forEach((place, k) => {
    const {phi, data, weights, total} = taken.angles[place];
    const {q, grid} = taken;
    const {frames} = grid;
    const oracle = makeOracle({...grid, q}, theta, phi);
    const t = oracle.matrix();
    const w = (i: number): number => (weights ? weights[i] : 1);
    const mean = (x: Float64Array): number => x.reduce((sum, v, i) => sum + w(i) * v, 0) / total;
    const [tMean, eMean] = [mean(t), mean(data)];
    let [stt, ste] = [0, 0];
    for (let i = 0; i < t.length; i++) {
      stt += w(i) * (t[i] - tMean) * (t[i] - tMean);
      ste += w(i) * (t[i] - tMean) * (data[i] - eMean);
    }
    const isFlat = stt < 1e-12 * total;
    const contrast = isFlat ? 1 : ste / stt;
    const offset = isFlat ? 0 : eMean - contrast * tMean;
    for (let i = 0; i < t.length; i++) {
      const r = data[i] - contrast * t[i] - offset;
      out.ssr[k] += w(i) * r * r;
      for (let p = 0; p < 14 && gradient; p++)
        out.gradient![14 * k + p] -=
          2 * w(i) * r * contrast * oracle.slope(p, Math.floor(i / frames), i % frames);
    }
    out.contrast[k] = contrast;
    out.offset[k] = offset;
    out.meanTheory[k] = tMean;
    out.stt[k] = stt;
  });
  return out;
}

/** Sums that count what is asked of them. */
export function makeDirectSums(taken: TakenScan, places?: readonly number[]) {
  const calls = {evaluate: 0, atOnce: 0, most: 0, closed: false};
  const sums: Sums = {
    angles: places?.length ?? taken.angles.length,
    async evaluate(theta, gradient) {
      calls.evaluate++;
      calls.most = Math.max(calls.most, ++calls.atOnce);
      // A copy now, as the contract's users may change theta; the answer later.
      const copy = theta.slice();
      await new Promise((resolve) => setTimeout(resolve, 0));
      calls.atOnce--;
      return evaluateDirectly(taken, copy, places, gradient);
    },
    normal: () => Promise.reject(new Error("not of these sums")),
    batch: () => Promise.reject(new Error("not of these sums")),
    cancel: () => undefined,
    describe: () => ({device: "wasm", why: "", threads: 1, compile: 0, reproducible: true}),
    close: () => (calls.closed = true)
  };
  return {sums, calls};
}
