// The special functions of strict numerics, which a cell names now and then: their tables are long, so the page
// loads them with the first such cell.
import {digamma} from "../../kernels-as/math/digamma/reference.ts";
import {erf} from "../../kernels-as/math/erf/reference.ts";
import {erfc} from "../../kernels-as/math/erfc/reference.ts";
import {lgamma} from "../../kernels-as/math/lgamma/reference.ts";

export const special = Object.freeze({digamma, erf, erfc, lgamma});
