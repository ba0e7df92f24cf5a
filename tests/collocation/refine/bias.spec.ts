import {describe, expect, it} from "vitest";
import {makeRefine} from "../../../worker/collocation/refine/refine.ts";
import {makePace} from "../../../worker/pace.ts";
import {RunHandle} from "../../../worker/run.ts";
import type {Collocation, Fit, FitOptions, Slopes} from "../../../worker/api.ts";
import {errorOf, lotkaVolterra} from "./fits.ts";
import {compile, compileLotkaVolterra, models} from "./part.ts";

const lv = await compileLotkaVolterra();
const {t, exact} = lotkaVolterra;
const stats = {
  device: "reference", why: "a test", threads: 1, evaluations: 7, elapsed: 0, compile: 0, reproducible: true
} as const; // prettier-ignore

/** Local lines and parabolas with Epanechnikov's weights, as the dossier has them, by the normal equations' moments. */
function smooth(data: readonly ArrayLike<number>[], times: ArrayLike<number>): Slopes {
  const n = times.length;
  const h = Math.pow(n, -2 / 7) * Math.pow(Math.log(n), -1 / 16) * (times[n - 1] - times[0]);
  const u = data.map(() => new Float64Array(n));
  const du = data.map(() => new Float64Array(n));
  for (let at = 0; at < n; at++)
    data.forEach((y, row) => {
      const [s, r] = [[0, 0, 0, 0, 0], [0, 0, 0]]; // prettier-ignore
      for (let j = 0; j < n; j++) {
        const z = (times[j] - times[at]) / h;
        if (Math.abs(z) > 1) continue;
        const w = 1 - z * z;
        for (let k = 0; k < 5; k++) s[k] += w * Math.pow(z, k);
        for (let k = 0; k < 3; k++) r[k] += w * Math.pow(z, k) * y[j];
      }
      u[row][at] = (s[2] * r[0] - s[1] * r[1]) / (s[0] * s[2] - s[1] * s[1]);
      const determinant =
        s[0] * (s[2] * s[4] - s[3] * s[3]) -
        s[1] * (s[1] * s[4] - s[2] * s[3]) +
        s[2] * (s[1] * s[3] - s[2] * s[2]);
      const top =
        r[0] * (s[2] * s[3] - s[1] * s[4]) +
        r[1] * (s[0] * s[4] - s[2] * s[2]) +
        r[2] * (s[1] * s[2] - s[0] * s[3]);
      du[row][at] = top / (determinant * h);
    });
  return {u, du, t: times};
}

/** Each of Lotka and Volterra's equations is linear in two parameters. */
function match({u, du}: Slopes): number[] {
  const [a, b] = u as readonly Float64Array[];
  const [da, db] = du as readonly Float64Array[];
  const ab = a.map((x, i) => x * b[i]);
  const dot = (x: Float64Array, y: Float64Array) =>
    x.reduce((sum, value, i) => sum + value * y[i], 0);
  const pair = (x: Float64Array, y: Float64Array, z: Float64Array) => {
    const [xx, xy, yy, xz, yz] = [dot(x, x), dot(x, y), dot(y, y), dot(x, z), dot(y, z)];
    const d = xx * yy - xy * xy;
    return [(yy * xz - xy * yz) / d, (xx * yz - xy * xz) / d];
  };
  const [p0, p1] = pair(a, ab, da);
  const [p2, p3] = pair(b, ab, db);
  return [p0, -p1, -p2, p3];
}

function makeBias(late = 0) {
  const seen: {options?: unknown; data?: unknown; start?: unknown} = {};
  const run = <T>(answer: () => T) => {
    const pace = makePace(() => undefined);
    const work = async () => {
      for (let turn = 0; turn < late && !pace.isCancelled; turn++)
        await new Promise((resolve) => setImmediate(resolve));
      if (pace.isCancelled) throw Object.assign(new Error("cancelled"), {name: "AbortError"});
      return answer();
    };
    return new RunHandle(work(), pace.steering);
  };
  const {bias} = makeRefine({
    compile,
    collocate: ((data: Float64Array[], times: Float64Array, options: unknown) => {
      Object.assign(seen, {data, options});
      return run(() => ({...smooth(data, times), stats}) as Collocation);
    }) as never,
    fit: (_rhs: unknown, slopes: unknown, {start}: FitOptions) => {
      seen.start = start;
      return run(
        () =>
          ({
            p: Float64Array.from(match(slopes as Slopes)),
            status: "converged",
            advice: "",
            stats
          }) as Fit
      );
    }
  });
  return {bias, seen};
}

const options = {p: [1.5, 1, 3, 1], u0: [1, 0.5], t};

describe("bias", () => {
  it("is what the dossier's default setting does to exact data", async () => {
    const {bias, seen} = makeBias();
    const found = await bias(lv, {...options, kernel: "epanechnikov", bandwidth: "default"});
    const argmin = [1.489105568186, 0.929514244837, 2.81926494859, 0.961273445567];
    expect(errorOf(found.found, argmin)).toBeLessThan(1e-9);
    argmin.forEach((value, j) => {
      expect(found.bias[j]).toBeCloseTo(value - options.p[j], 8);
      expect(found.relative[j]).toBeCloseTo(value / options.p[j] - 1, 8);
      expect(found.corrected[j]).toBeCloseTo(2 * options.p[j] - value, 8);
    });
    expect(found.status).toBe("converged");
    expect(seen.options).toEqual({kernel: "epanechnikov", bandwidth: "default"});
    expect(seen.start).toEqual(options.p);
    (seen.data as Float64Array[]).forEach((row, i) =>
      expect(errorOf(row, exact[i])).toBeLessThan(1e-9)
    );
  });

  it("tells of a trajectory that has no end", async () => {
    const grow = await models.compile("(u, p) => [p[0] * u[0] * u[0]]", {u: 1, p: 1});
    const {bias} = makeBias();
    const found = await bias(grow, {p: [1], u0: [1], t: [0, 1, 2]});
    expect(found.status).toBe("diverged");
    expect(found.found[0]).toBeNaN();
    expect(found.advice).toContain("grows without bound");
  });

  it("hands a cancel on to who smooths, and says so", async () => {
    const {bias} = makeBias(Infinity);
    const run = bias(lv, options);
    setTimeout(() => run.cancel(), 30);
    const found = await run;
    expect(found.status).toBe("cancelled");
    expect(run.status).toBe("done");
    expect(found.found.every(Number.isNaN)).toBe(true);
  });

  it("refuses misuse at the call", () => {
    const {bias} = makeBias();
    const ask = (change: object) => () => bias(lv, {...options, ...change});
    expect(ask({p: [1, 2]})).toThrow("collocation.bias: expected p of length 4");
    expect(ask({t: [1]})).toThrow(
      "collocation.bias: expected t with at least 2 different times, got 1 only"
    );
    expect(ask({kernal: "x"})).toThrow(/unknown option "kernal" \(did you mean kernel\?\)/);
    expect(ask({kernel: "bell"})).toThrow("collocation.bias: expected kernel as one of");
    expect(ask({rtol: 2})).toThrow("collocation.bias: expected rtol from 1e-14 to below 1, got 2");
  });
});
