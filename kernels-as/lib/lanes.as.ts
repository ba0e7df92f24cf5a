// One function a mathematical operation, on two numbers at once: what compiled models link with.
import {digammaLane} from "../math/digamma/lane.as";
import {erfLane} from "../math/erf/lane.as";
import {erfcLane} from "../math/erfc/lane.as";
import {expLane} from "../math/exp/lane.as";
import {expm1Lane} from "../math/expm1/lane.as";
import {
  acoshLane, asinhLane, atanhLane, coshLane, sinhLane
} from "../math/hyperbolic/lane.as";
import {acosLane, asinLane, atan2Lane, atanLane} from "../math/inverse/lane.as";
import {lgammaLane} from "../math/lgamma/lane.as";
import {logLane} from "../math/log/lane.as";
import {log1pLane} from "../math/log1p/lane.as";
import {log10Lane, log2Lane} from "../math/logarithms/lane.as";
import {powLane} from "../math/pow/lane.as";
import {cbrtLane, hypotLane} from "../math/roots/lane.as";
import {cosLane, sinLane, tanLane} from "../math/sincos/lane.as";
import {tanhLane} from "../math/tanh/lane.as";

export function lane_exp(x: v128): v128 {
  return expLane(x);
}
export function lane_expm1(x: v128): v128 {
  return expm1Lane(x);
}
export function lane_log(x: v128): v128 {
  return logLane(x);
}
export function lane_log1p(x: v128): v128 {
  return log1pLane(x);
}
export function lane_log2(x: v128): v128 {
  return log2Lane(x);
}
export function lane_log10(x: v128): v128 {
  return log10Lane(x);
}
export function lane_pow(x: v128, y: v128): v128 {
  return powLane(x, y);
}
export function lane_sin(x: v128): v128 {
  return sinLane(x);
}
export function lane_cos(x: v128): v128 {
  return cosLane(x);
}
export function lane_tan(x: v128): v128 {
  return tanLane(x);
}
export function lane_asin(x: v128): v128 {
  return asinLane(x);
}
export function lane_acos(x: v128): v128 {
  return acosLane(x);
}
export function lane_atan(x: v128): v128 {
  return atanLane(x);
}
export function lane_atan2(y: v128, x: v128): v128 {
  return atan2Lane(y, x);
}
export function lane_sinh(x: v128): v128 {
  return sinhLane(x);
}
export function lane_cosh(x: v128): v128 {
  return coshLane(x);
}
export function lane_tanh(x: v128): v128 {
  return tanhLane(x);
}
export function lane_asinh(x: v128): v128 {
  return asinhLane(x);
}
export function lane_acosh(x: v128): v128 {
  return acoshLane(x);
}
export function lane_atanh(x: v128): v128 {
  return atanhLane(x);
}
export function lane_cbrt(x: v128): v128 {
  return cbrtLane(x);
}
export function lane_hypot(x: v128, y: v128): v128 {
  return hypotLane(x, y);
}
export function lane_erf(x: v128): v128 {
  return erfLane(x);
}
export function lane_erfc(x: v128): v128 {
  return erfcLane(x);
}
export function lane_lgamma(x: v128): v128 {
  return lgammaLane(x);
}
export function lane_digamma(x: v128): v128 {
  return digammaLane(x);
}
/** The remainder, with the sign of the dividend. */
export function lane_rem(x: v128, y: v128): v128 {
  const first = f64x2.extract_lane(x, 0) % f64x2.extract_lane(y, 0);
  const second = f64x2.extract_lane(x, 1) % f64x2.extract_lane(y, 1);
  return f64x2.replace_lane(f64x2.splat(first), 1, second);
}
