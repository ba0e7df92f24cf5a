// `optimize.leastSquares` under way.
import type {CompiledModel} from "../model/types.ts";
import type {Pace} from "../pace.ts";
import {toFitAdvice} from "./advice.ts";
import {isCompiled, type Fitting} from "./asked.ts";
import {toCovariance} from "./covariance.ts";
import {differentiate, typicalSizes} from "./differences.ts";
import {drive, inSlices, type Evaluate} from "./drive.ts";
import {levenbergMarquardt} from "./levenbergMarquardt.ts";
import {makeReducer} from "./reduce.ts";
import type {SquaresProbe} from "./search.ts";
import {makeSquaresProbe} from "./squaresProbe.ts";
import {toStats} from "./stats.ts";
import {trust} from "./trustRegion.ts";
import type {LeastSquaresMinimum} from "./types.ts";

/** Residuals and Jacobian at a point, with the number of calls they took. */
interface Residual {
  r: Float64Array;
  J: Float64Array;
  calls: number;
  value: (x: Float64Array) => void;
  jacobian: (x: Float64Array) => Iterator<void>;
}

export async function fitSquares(fitting: Fitting, pace: Pace): Promise<LeastSquaresMinimum> {
  const {start, bounds, method, steps} = fitting;
  const k = start.length;
  const residual = isCompiled(fitting.r) ? fromCompiled(fitting.r, k) : fromPlain(fitting);
  const reducer = makeReducer(k);
  const best = {value: Infinity, x: start.slice(), r: new Float64Array(0)};
  const finish = (probe: SquaresProbe): void => {
    reducer.clear();
    if (probe.wants === "value") reducer.addValues(residual.r);
    else reducer.add(residual.J, residual.r);
    reducer.write(probe);
    if (!(probe.value < best.value)) return;
    best.value = probe.value;
    best.x.set(probe.x);
    best.r = residual.r.slice();
  };
  const progress = () => ({phase: "search", done: 0, total: steps});
  const evaluate: Evaluate<SquaresProbe> = (probe) => {
    residual.value(probe.x);
    if (probe.wants === "value") return finish(probe);
    const wait = inSlices(residual.jacobian(probe.x), pace, progress);
    return wait ? wait.then(() => (pace.isCancelled ? undefined : finish(probe))) : finish(probe);
  };

  const search = method === "lm" ? levenbergMarquardt(fitting) : trust(fitting);
  const {x, value, status, trace} = await drive(search, evaluate, {pace, steps});
  const last = makeSquaresProbe(x, "factor");
  if (status === "cancelled") last.factor.fill(NaN);
  else await evaluate(last);
  const isSame = best.r.length > 0 && best.x.every((xi, i) => xi === x[i]);
  const residuals = isSame ? best.r : residual.r.slice();
  const {isDetermined, ...spread} = toCovariance(last.factor, value, residuals.length, x, bounds);
  return {
    x,
    value,
    residuals,
    ...spread,
    status,
    advice: toFitAdvice(status, isDetermined),
    trace,
    stats: toStats(residual.calls, isCompiled(fitting.r), pace)
  };
}

function fromCompiled(model: CompiledModel, k: number): Residual {
  const jacobian = model.jacobian();
  const r = new Float64Array(model.outputs);
  const J = new Float64Array(model.outputs * k);
  const fill = (call: CompiledModel, x: Float64Array, out: Float64Array): void => {
    const answer = call(x, out);
    if (typeof answer === "number") out[0] = answer;
  };
  const residual: Residual = {
    r,
    J,
    calls: 0,
    value(x) {
      residual.calls++;
      fill(model, x, r);
    },
    *jacobian(x) {
      residual.calls++;
      fill(jacobian, x, J);
      yield;
    }
  };
  return residual;
}

function fromPlain({r: f, jacobian, start, bounds}: Fitting): Residual {
  const plain = (x: Float64Array): ArrayLike<number> => {
    const answer = f(Array.from(x));
    return typeof answer === "number" ? [answer] : answer;
  };
  const k = start.length;
  const sizes = typicalSizes(start);
  const fill = (x: Float64Array, out: Float64Array): void => {
    residual.calls++;
    out.set(checkCount(plain(x), out.length, "r to return", "residuals"));
  };
  const r = Float64Array.from(plain(start));
  const J = new Float64Array(r.length * k);
  const residual: Residual = {
    r,
    J,
    calls: 0,
    value: (x) => fill(x, r),
    *jacobian(x) {
      if (jacobian === undefined) return yield* differentiate(fill, x, r, bounds, sizes, J);
      J.set(checkCount(jacobian(Array.from(x)), J.length, "jacobian to return", "numbers"));
      yield;
    }
  };
  return residual;
}

/** That an answer is as long as the first one was. */
function checkCount(
  answer: ArrayLike<number>,
  count: number,
  who: string,
  of: string
): ArrayLike<number> {
  if (answer?.length !== count)
    throw new RangeError(
      `optimize.leastSquares: expected ${who} ${count} ${of}, got ${answer?.length}`
    );
  return answer;
}
