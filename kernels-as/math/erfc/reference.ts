// erfc in scalar form, step for step what lane.as.ts does in two lanes: the bits are the same.
import {pieceRest} from "../../lib/pieces.ts";
import {erfHead, erfPiece, erfRest} from "../erf/reference.ts";
import {expTail} from "../exp/reference.ts";
import {
  ERFC_FIRST,
  ERFC_HALF_WORD,
  ERFC_PIECE_WORD,
  ERFC_TAIL,
  ERFC_TOP,
  FIRST_HALF_WORD
} from "./constants.ts";
import {ERFC_PIECES} from "./erfcTables.ts";

const PIECES = Float64Array.from(ERFC_PIECES);
const real = new Float64Array(1);
const words = new Int32Array(real.buffer);

/** 1 − erf x, in full accuracy also where that is small. */
export function erfc(x: number): number {
  if (Number.isNaN(x)) return NaN;
  if (x >= ERFC_TAIL) return tail(x < ERFC_TOP ? x : ERFC_TOP);
  const k = erfPiece(x);
  const sign = x < 0 ? -1 : 1;
  return 1 - sign * erfHead(k) - sign * erfRest(x, k);
}

function tail(x: number): number {
  // 1 piece
  real[0] = x;
  const [low, high] = words;
  const j = (high >> 18) - ERFC_FIRST;
  words[0] = 0;
  words[1] = (high & ERFC_PIECE_WORD) | ERFC_HALF_WORD;
  const y = PIECES[j << 4] + pieceRest(PIECES, j, x - real[0]);
  // 2 the exponential of x² = h² + (x − h)(x + h), whose first term is exact
  words[0] = low & FIRST_HALF_WORD;
  words[1] = high;
  const h = real[0];
  return expTail(-(h * h), -((x - h) * (x + h))) * y;
}
