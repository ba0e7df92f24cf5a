// The WGSL functions that programs call, beyond the kernels' prelude: the kernels' own where there is one,
// else those of this folder. A program's source holds only those it needs.
import digamma from "../../../kernels-as/math/digamma/digamma.wgsl?raw";
import erf from "../../../kernels-as/math/erf/erf.wgsl?raw";
import erfc from "../../../kernels-as/math/erfc/erfc.wgsl?raw";
import errorFunction from "../../../kernels-as/math/erfc/errorFunction.wgsl?raw";
import halfTurn from "../../../kernels-as/math/lgamma/halfTurn.wgsl?raw";
import lgamma from "../../../kernels-as/math/lgamma/lgamma.wgsl?raw";
import pow from "../../../kernels-as/math/pow/pow.wgsl?raw";
import hyperbolic from "./hyperbolic.wgsl?raw";
import inverse from "./inverse.wgsl?raw";
import logarithms from "./logarithms.wgsl?raw";
import pairs from "./pairs.wgsl?raw";
import places from "./places.wgsl?raw";
import roots from "./roots.wgsl?raw";
import rounding from "./rounding.wgsl?raw";

const PARTS = {
  places,
  pairs,
  rounding,
  roots,
  logarithms,
  inverse,
  hyperbolic,
  halfTurn,
  errorFunction,
  pow: withoutEntry(pow),
  erf: withoutEntry(erf),
  erfc: withoutEntry(erfc),
  lgamma: withoutEntry(lgamma),
  digamma: withoutEntry(digamma)
};

type Part = keyof typeof PARTS;

/** Which part defines a function; what is not listed is the prelude's. */
const HOMES: Record<string, readonly Part[] | undefined> = {
  placeOf: ["places"],
  joinSum: ["pairs"],
  negateSum: ["pairs"],
  selectSum: ["pairs"],
  scaleSum: ["pairs"],
  multiplySums: ["pairs"],
  minF32: ["rounding"],
  maxF32: ["rounding"],
  roundF32: ["rounding"],
  signF32: ["rounding"],
  remF32: ["rounding"],
  cbrtF32: ["roots"],
  hypotF32: ["roots"],
  log2F32: ["logarithms"],
  log10F32: ["logarithms"],
  tanF32: ["inverse"],
  asinF32: ["inverse"],
  acosF32: ["inverse"],
  atanF32: ["inverse"],
  atan2F32: ["inverse"],
  sinhF32: ["hyperbolic"],
  coshF32: ["hyperbolic"],
  asinhF32: ["hyperbolic"],
  acoshF32: ["hyperbolic"],
  atanhF32: ["hyperbolic"],
  powF32: ["pow"],
  erfF32: ["errorFunction", "erf"],
  erfcF32: ["errorFunction", "erfc"],
  lgammaF32: ["halfTurn", "lgamma"],
  digammaF32: ["halfTurn", "digamma"]
};

/** A kernel's twin without its arguments and its entry point. */
function withoutEntry(text: string): string {
  return text.slice(0, text.indexOf("struct Params"));
}

/** The text of the parts that define the functions. */
export function collect(names: Iterable<string>): string {
  const parts = new Set([...names].flatMap((name) => HOMES[name] ?? []));
  return (Object.keys(PARTS) as Part[])
    .filter((part) => parts.has(part))
    .map((part) => `\n${PARTS[part].trim()}\n`)
    .join("");
}
