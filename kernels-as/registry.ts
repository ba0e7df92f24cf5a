// The kernels by their signatures: what running them takes. A folder, a line here and one in specs.ts is all
// that adding a kernel takes.
import {localFit} from "./collocation/localFit/signature.ts";
import {localSpread} from "./collocation/localSpread/signature.ts";
import {cholesky} from "./linalg/cholesky/signature.ts";
import {choleskySolve} from "./linalg/choleskySolve/signature.ts";
import {lu} from "./linalg/lu/signature.ts";
import {luSolve} from "./linalg/luSolve/signature.ts";
import {qr} from "./linalg/qr/signature.ts";
import {qrQ} from "./linalg/qrQ/signature.ts";
import {qrSolve} from "./linalg/qrSolve/signature.ts";
import {symmetricEigen} from "./linalg/symmetricEigen/signature.ts";
import {cos} from "./math/cos/signature.ts";
import {digamma} from "./math/digamma/signature.ts";
import {erf} from "./math/erf/signature.ts";
import {erfc} from "./math/erfc/signature.ts";
import {exp} from "./math/exp/signature.ts";
import {expm1} from "./math/expm1/signature.ts";
import {lgamma} from "./math/lgamma/signature.ts";
import {log} from "./math/log/signature.ts";
import {log1p} from "./math/log1p/signature.ts";
import {pow} from "./math/pow/signature.ts";
import {sin} from "./math/sin/signature.ts";
import {sincos} from "./math/sincos/signature.ts";
import {sqrt} from "./math/sqrt/signature.ts";
import {tan} from "./math/tan/signature.ts";
import {tanh} from "./math/tanh/signature.ts";
import {normalLogDensity} from "./stats/normalLogDensity/signature.ts";
import {choice} from "./random/choice/signature.ts";
import {exponential} from "./random/exponential/signature.ts";
import {gamma} from "./random/gamma/signature.ts";
import {integers} from "./random/integers/signature.ts";
import {normal} from "./random/normal/signature.ts";
import {philox} from "./random/philox/signature.ts";
import {shuffle} from "./random/shuffle/signature.ts";
import {uniform} from "./random/uniform/signature.ts";
import {dot} from "./reduce/dot/signature.ts";
import {logSumExp} from "./reduce/logSumExp/signature.ts";
import {meanCovariance} from "./reduce/meanCovariance/signature.ts";
import {minMax} from "./reduce/minMax/signature.ts";
import {quantiles} from "./reduce/quantiles/signature.ts";
import {sort} from "./reduce/sort/signature.ts";
import {sum} from "./reduce/sum/signature.ts";

export const registry = {
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

export type KernelName = keyof typeof registry;
