// The kernels by their whole specs, in the order of registry.ts. The page loads these late: the GPU host, the
// reference device, the self-check and the examples need them, a result does not.
import {localFit} from "./collocation/localFit/spec.ts";
import {localSpread} from "./collocation/localSpread/spec.ts";
import {cholesky} from "./linalg/cholesky/spec.ts";
import {choleskySolve} from "./linalg/choleskySolve/spec.ts";
import {lu} from "./linalg/lu/spec.ts";
import {luSolve} from "./linalg/luSolve/spec.ts";
import {qr} from "./linalg/qr/spec.ts";
import {qrQ} from "./linalg/qrQ/spec.ts";
import {qrSolve} from "./linalg/qrSolve/spec.ts";
import {symmetricEigen} from "./linalg/symmetricEigen/spec.ts";
import {cos} from "./math/cos/spec.ts";
import {digamma} from "./math/digamma/spec.ts";
import {erf} from "./math/erf/spec.ts";
import {erfc} from "./math/erfc/spec.ts";
import {exp} from "./math/exp/spec.ts";
import {expm1} from "./math/expm1/spec.ts";
import {lgamma} from "./math/lgamma/spec.ts";
import {log} from "./math/log/spec.ts";
import {log1p} from "./math/log1p/spec.ts";
import {pow} from "./math/pow/spec.ts";
import {sin} from "./math/sin/spec.ts";
import {sincos} from "./math/sincos/spec.ts";
import {sqrt} from "./math/sqrt/spec.ts";
import {tan} from "./math/tan/spec.ts";
import {tanh} from "./math/tanh/spec.ts";
import {normalLogDensity} from "./stats/normalLogDensity/spec.ts";
import {choice} from "./random/choice/spec.ts";
import {exponential} from "./random/exponential/spec.ts";
import {gamma} from "./random/gamma/spec.ts";
import {integers} from "./random/integers/spec.ts";
import {normal} from "./random/normal/spec.ts";
import {philox} from "./random/philox/spec.ts";
import {shuffle} from "./random/shuffle/spec.ts";
import {uniform} from "./random/uniform/spec.ts";
import {dot} from "./reduce/dot/spec.ts";
import {logSumExp} from "./reduce/logSumExp/spec.ts";
import {meanCovariance} from "./reduce/meanCovariance/spec.ts";
import {minMax} from "./reduce/minMax/spec.ts";
import {quantiles} from "./reduce/quantiles/spec.ts";
import {sort} from "./reduce/sort/spec.ts";
import {sum} from "./reduce/sum/spec.ts";

export const specs = {
  localFit,
  localSpread,
  cholesky,
  choleskySolve,
  lu,
  luSolve,
  qr,
  qrQ,
  qrSolve,
  symmetricEigen,
  cos,
  digamma,
  erf,
  erfc,
  exp,
  expm1,
  lgamma,
  log,
  log1p,
  pow,
  sin,
  sincos,
  sqrt,
  tan,
  tanh,
  normalLogDensity,
  choice,
  exponential,
  gamma,
  integers,
  normal,
  philox,
  shuffle,
  uniform,
  dot,
  logSumExp,
  meanCovariance,
  minMax,
  quantiles,
  sort,
  sum
};
