// Where the sums of squares of heterodyne scattering keep their numbers: what TypeScript and AssemblyScript agree on.

/** What a call is to do. Strips are pairs of an angle and a block, angle by angle, unless said otherwise. */
export const PREPARE: i32 = 0; // one strip: all that depends on frames alone
export const SWEEP: i32 = 1; // the data of a block of rows and, for gradients, of a block of columns
export const SETTLE: i32 = 2; // one strip: results of all angles
export const RESIDUALS: i32 = 3; // the residuals of a block, where the correlation is nearly flat
export const GRADIENT: i32 = 4; // one strip: gradients of all angles
export const BATCH: i32 = 5; // a strip is a point: all of the above

/** Words of the settings; what is called an address is one in bytes. */
export const FRAMES: i32 = 0;
export const STRIDE: i32 = 1; // frames, filled up to whole blocks
export const ANGLES: i32 = 2;
export const HALF_Q2: i32 = 3; // ½q²
export const HAS_GRADIENT: i32 = 4;
export const TABLE: i32 = 5; // address of the frame table
export const POINT_ROOM: i32 = 6; // address of what depends on theta
export const ANGLE_ROOM: i32 = 7; // address of what depends on the angle too, angle by angle
export const PHASES: i32 = 8; // address: factor and slope of each angle
export const DATA: i32 = 9; // address: DATA_WORDS of each angle
export const RESULTS: i32 = 10; // address: RESULT_WORDS of each angle
export const GRID: i32 = 11; // address of what frames are computed by
export const CAPACITY: i32 = 12; // points between two vectors of a batch
export const THETA: i32 = 13; // address: 14 vectors of points, or a point where there is one only
export const SSR: i32 = 14; // address: a vector an angle
export const SLOPES: i32 = 15; // address: 14 vectors an angle
export const SETTINGS_WORDS: i32 = 16;

/** Of an angle: address of its packed data, Σ(e − ē)², ē, and what rounding leaves of Σ(e − ē) = 0. */
export const DATA_PACKED: i32 = 0;
export const DATA_SEE: i32 = 1;
export const DATA_MEAN: i32 = 2;
export const DATA_REST: i32 = 3;
export const DATA_WORDS: i32 = 4;

export const RESULT_SSR: i32 = 0;
export const RESULT_CONTRAST: i32 = 1;
export const RESULT_OFFSET: i32 = 2;
export const RESULT_MEAN: i32 = 3;
export const RESULT_STT: i32 = 4;
/** whether the correlation is nearly flat: then it is less 1, and summed pair by pair. */
export const RESULT_FLAT: i32 = 5;
/** Σc and Σc² over i < j. */
export const RESULT_SUM: i32 = 6;
export const RESULT_SQUARES: i32 = 7;
/** d ssr by Σec, Σc and Σc² over i < j. */
export const RESULT_BY_DATA: i32 = 8;
export const RESULT_BY_SUM: i32 = 9;
export const RESULT_BY_SQUARES: i32 = 10;
/** a residual is e − ē − contrast·(c − 1) + shift. */
export const RESULT_SHIFT: i32 = 11;
export const RESULT_GRADIENT: i32 = 12;
export const RESULT_WORDS: i32 = 26;

/**
 * Rows of what depends on theta, `stride` numbers each: decay of reference and sample from a frame to its block's last
 * one, from its block's first one to it, and to the next frame; R, S, X and the slopes of R (S has the opposite) and X by x.
 */
export const TO_LAST_A: i32 = 0;
export const TO_LAST_B: i32 = 1;
export const FROM_FIRST_A: i32 = 2;
export const FROM_FIRST_B: i32 = 3;
export const STEP_A: i32 = 4;
export const STEP_B: i32 = 5;
export const SHARE_R: i32 = 6;
export const SHARE_S: i32 = 7;
export const SHARE_X: i32 = 8;
export const SLOPE_R: i32 = 9;
export const SLOPE_X: i32 = 10;
export const POINT_ROWS: i32 = 11;
/** After the rows: three factors of each pair of blocks, and whether a block is steep. */
export const PAIR_FACTORS: i32 = 3;

/** Rows of what depends on the angle: cos F and sin F; u and w, four of a frame, by pairs of frames; sums of a row and of a column. */
export const COSINE: i32 = 0;
export const SINE: i32 = 1;
export const LEFT: i32 = 2;
export const RIGHT: i32 = 6;
/** four sums by rows; where gradients are wanted, then derivatives by a, b, F and x */
export const ROWS: i32 = 10;
export const COLUMNS: i32 = 14;
export const ANGLE_ROWS: i32 = 18;
/** After the rows, of each block: Σec; or, where the correlation is nearly flat, Σe(c − 1), Σ(c − 1) and Σ(c − 1)². */
export const BLOCK_SUMS: i32 = 3;

/** A block is steep where something decays by more than exp(−STEEP) in it: its own pairs are formed one by one. */
export const STEEP: f64 = 100;
/** Where the spread of c is less than this part of Σc², sums of c and c² would lose digits. */
export const FLAT: f64 = 1e-3;
/** Where it is less than this, a pair, there is no contrast to be found. */
export const NO_CONTRAST: f64 = 1e-12;

export const BLOCK_SIZE: i32 = 64;
export const TILE_WORDS: i32 = 4096;
/** Words of a thread's scratch before its tile: a room's fields, and sums of the columns of a tile. */
export const FIELD_WORDS: i32 = 320;
export const SUMS_WORD: i32 = 64;
/** Where among them the sums that follow a frame begin. */
export const TRACE_WORD: i32 = 40;

/** Blocks, filled up to an even number. */
export function evenBlocks(stride: i32): i32 {
  return ((stride >> 6) + 1) & -2;
}

export function pointWords(stride: i32): i32 {
  const blocks = evenBlocks(stride);
  return POINT_ROWS * stride + PAIR_FACTORS * blocks * blocks + blocks;
}

export function angleWords(stride: i32): i32 {
  return ANGLE_ROWS * stride + BLOCK_SUMS * evenBlocks(stride);
}

/** Words of a thread's scratch: fields, a tile and, for batches, frames, a point and an angle. */
export function scratchWords(stride: i32, tableRows: i32): i32 {
  const own = FIELD_WORDS + TILE_WORDS;
  return tableRows === 0
    ? own
    : own + tableRows * stride + pointWords(stride) + angleWords(stride) + RESULT_WORDS;
}
