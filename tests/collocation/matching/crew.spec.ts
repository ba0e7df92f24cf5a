// Long sums on the engine's threads: the same bits as on one, in whatever way the engine works.
import {expect, it} from "vitest";
import {makeFit} from "../../../worker/collocation/matching/fit.ts";
import {makeNetwork} from "../../../worker/collocation/matching/network.ts";
import {toProblem} from "../../../worker/collocation/matching/problem.ts";
import {models} from "../../solvers/oneThread.ts";
import {makeEngine, makeSession, MODES} from "../../worker/makeEngine.ts";

const collocate = () => {
  throw new Error("no raw data here");
};
const N = 20_003;
const row = (k: number) => Float64Array.from({length: N}, (_, i) => Math.sin(0.01 * i + k));
const u = [row(0), row(1)];
const slopes = {u, du: [row(2), u[0].map((x, i) => (i % 7 === 0 ? NaN : x * x))], t: row(3)};

const net = await makeNetwork(models)([2, 8, 2]);
const rhs = await models.compile("(u, p) => net(u, p)", {u: 2, p: net.count}, {helpers: {net}});
const options = {start: net.initial(), optimizer: "lbfgs", steps: 6} as const;
const alone = await makeFit({...models, collocate})(rhs, slopes, options);

it.each(MODES.slice(0, 3))("a fit has one answer, $name", async ({options: given, change}) => {
  for (const threads of [2, 3]) {
    const {session} = await makeSession({...given, threads}, change);
    const fit = makeFit({...models, collocate, openBatch: (call) => session.programs.open(call)});
    const found = await fit(rhs, slopes, options);
    expect(found.p).toEqual(alone.p);
    expect(found.trace).toEqual(alone.trace);
    expect(found.loss).toBe(alone.loss);
    if (change === undefined) expect(found.stats.threads).toBe(threads);
    expect(found.stats.why).toMatch(found.stats.threads > 1 ? /on all threads/ : /calling thread/);
    expect((await fit(rhs, slopes, {...options, threads: 1})).stats.threads).toBe(1);
  }
});

it("the loss there is that of problem, and so is its slope", () => {
  const matched = toProblem("test", rhs, slopes);
  expect(matched.value(alone.p)).toBe(alone.loss);
  const [a, b] = (["lanes", "plain"] as const).map((way) => {
    const out = new Float64Array(net.count);
    return [toProblem("test", rhs, slopes, {}, way).sseGradient(alone.p, out), ...out];
  });
  expect(a).toEqual(b);
  expect(alone.stats.threads).toBe(1);
  expect(alone.covariance.some(Number.isFinite)).toBe(true);
});

it("sums of parts add up to the sum of the whole, whatever lies beside the last point", async () => {
  const text = "(u, p) => [p[0]*Math.log(u[0]) + p[1]/u[1] + p[2]*p[3]*p[4]*Math.sqrt(u[0]), p[5]]";
  const model = await models.compile(text, {u: 2, p: 6});
  const p = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6];
  const above = {u: u.map((x) => x.map((v) => v + 2)), du: u, t: slopes.t};
  const out = new Float64Array(6);
  const sse = toProblem("test", model, above).sseGradient(p, out);
  const parts = [[0, 8000], [8000, 16_000], [16_000, N]].map(([from, to]) => {
    const part = {u: above.u.map((x) => x.slice(from, to)), du: u.map((x) => x.slice(from, to)), t: above.t.slice(from, to)};
    const own = new Float64Array(6);
    return [toProblem("test", model, part).sseGradient(p, own), ...own];
  }); // prettier-ignore
  const sums = parts[0].map((_, k) => parts.reduce((sum, values) => sum + values[k], 0));
  [sse, ...out].forEach((value, k) => expect(Math.abs(value / sums[k] - 1)).toBeLessThan(1e-11));
});

it.each([true, false])("the engine's threads help where memory is shared: %s", async (shared) => {
  const {engine} = await makeEngine({threads: 2, shared});
  const {stats, p} = await engine.collocation.fit(rhs, slopes, options);
  expect(engine.info.shared).toBe(shared);
  expect(stats.threads).toBe(shared ? 2 : 1);
  expect(p).toEqual(alone.p);
  const {stats: squares} = await engine.collocation.fit(rhs, slopes, {...options, optimizer: "lm", steps: 1});
  expect(squares.threads).toBe(1);
}); // prettier-ignore
