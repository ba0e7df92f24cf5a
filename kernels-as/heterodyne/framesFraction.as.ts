// x = f0·exp(f1·(t − f2)) + f3 within 0 and 1: worker/heterodyne/model/fraction.ts step for step.
import {
  EXPONENT_MOST, EXPONENT_V1, EXPONENT_V2, GRID_FRAMES, GRID_SEMANTICS, GRID_STRIDE, SHARPNESS, V1,
  V2, XPCSJAX
} from "./constants";
import {expOf, log1pOfOne} from "./framesExp.as";
import {limit, tablesOf, timesOf, whole} from "./framesGrid.as";

/** `rates`: four numbers of θ; `value` and `first`: the row, and the first one of its slopes. */
export function fillFraction(
  settings: usize, rates: usize, value: usize, first: usize, slopes: bool
): void {
  const frames = whole(settings, GRID_FRAMES), semantics = whole(settings, GRID_SEMANTICS);
  const row = <usize>whole(settings, GRID_STRIDE) << 3;
  const most = semantics == V1 ? EXPONENT_V1 : semantics == V2 ? EXPONENT_V2 : EXPONENT_MOST;
  const isSmooth = semantics == XPCSJAX;
  const f0 = v128.load64_splat(rates), f1 = v128.load64_splat(rates, 8);
  const f2 = v128.load64_splat(rates, 16), f3 = v128.load64_splat(rates, 24);
  const rate = f64x2.mul(f64x2.neg(f0), f1), bound = f64x2.splat(most);
  const zero = f64x2.splat(0), one = f64x2.splat(1);
  const tables = tablesOf(settings), times = timesOf(settings);
  const second = first + row, third = second + row, fourth = third + row;
  for (let at: usize = 0, end = <usize>frames << 3; at < end; at += 16) {
    const lag = f64x2.sub(v128.load(times + at), f2);
    const exponent = f64x2.mul(f1, lag);
    const grown = expOf(limit(exponent, bound), tables);
    const x = f64x2.add(f64x2.mul(f0, grown), f3);
    const kept = isSmooth ? limitSmoothly(x, tables) : f64x2.min(f64x2.max(x, zero), one);
    v128.store(value + at, kept);
    if (!slopes) continue;
    const slope = isSmooth
      ? slopeOfLimit(x, tables)
      : v128.and(one, v128.and(f64x2.ge(x, zero), f64x2.le(x, one)));
    const isFree = f64x2.gt(slope, zero);
    const isMoving = v128.and(isFree, f64x2.le(f64x2.abs(exponent), bound));
    const byRate = f64x2.mul(slope, f64x2.mul(f64x2.mul(f0, lag), grown));
    v128.store(first + at, v128.and(isFree, f64x2.mul(slope, grown)));
    v128.store(second + at, v128.and(isMoving, byRate));
    v128.store(third + at, v128.and(isMoving, f64x2.mul(slope, f64x2.mul(rate, grown))));
    v128.store(fourth + at, slope);
  }
}

/** xpcsjax: softplus from below, then from above. */
function limitSmoothly(x: v128, tables: usize): v128 {
  const sharp = f64x2.splat(SHARPNESS);
  const high = softplus(f64x2.mul(sharp, upTo(x, tables)), tables);
  return f64x2.sub(f64x2.splat(1), f64x2.div(high, sharp));
}

/** 1 less the softplus from below. */
function upTo(x: v128, tables: usize): v128 {
  const sharp = f64x2.splat(SHARPNESS);
  const low = f64x2.div(softplus(f64x2.mul(sharp, x), tables), sharp);
  return f64x2.sub(f64x2.splat(1), low);
}

function slopeOfLimit(x: v128, tables: usize): v128 {
  const sharp = f64x2.splat(SHARPNESS);
  const above = sigmoid(f64x2.mul(sharp, upTo(x, tables)), tables);
  return f64x2.mul(sigmoid(f64x2.mul(sharp, x), tables), above);
}

/** e^−|z| */
@inline
function fall(z: v128, tables: usize): v128 {
  return expOf(f64x2.max(f64x2.neg(f64x2.abs(z)), f64x2.splat(-EXPONENT_MOST)), tables);
}

/** ln(1 + e^z) */
function softplus(z: v128, tables: usize): v128 {
  const small = fall(z, tables);
  const first = log1pOfOne(f64x2.extract_lane(small, 0));
  const second = log1pOfOne(f64x2.extract_lane(small, 1));
  const rest = f64x2.replace_lane(f64x2.splat(first), 1, second);
  return f64x2.add(f64x2.max(z, f64x2.splat(0)), rest);
}

/** 1/(1 + e^−z), and 0 where that is next to nothing. */
function sigmoid(z: v128, tables: usize): v128 {
  const small = fall(z, tables), one = f64x2.splat(1);
  const low = v128.and(small, f64x2.ge(z, f64x2.splat(-EXPONENT_MOST)));
  const share = v128.bitselect(one, low, f64x2.ge(z, f64x2.splat(0)));
  return f64x2.div(share, f64x2.add(one, small));
}
