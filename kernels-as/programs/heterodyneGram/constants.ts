// What the Gram program is told, and how its tables lie in memory; read by TypeScript and by AssemblyScript.

/** What is asked of the tiles: the operation of a task (worker/heterodyne/sums/site.ts). */
export const VALUES: i32 = 0; // sums of t − 1 and of the data
export const LOSSES: i32 = 1; // sums that a robust loss needs to move contrast and offset
export const GRADIENT: i32 = 2; // products of the derivatives with t − 1, the data and 1
export const NORMAL: i32 = 3; // and with one another

/** Numbers of the settings: where the sums of all strips lie, in bytes, */
export const SUMS_AT: i32 = 0;
export const BLOCKS: i32 = 1;
export const FRAMES: i32 = 2;
/** 0 squares, 1 soft_l1, 2 huber, 3 cauchy; */
export const LOSS: i32 = 3;
/** tiles of a strip, and strips of an angle. */
export const STRIP_TILES: i32 = 4;
export const STRIPS: i32 = 5;
/** sums of a strip; */
export const SUMS: i32 = 6;
/** columns of the matrix whose products are summed: whole groups of 4, the last two are t − 1 and the data; */
export const COLUMNS: i32 = 7;
/** how many parameters have a column, and which. */
export const ACTIVE: i32 = 8;
export const PLACES: i32 = 9;
/** Then, angle by angle: */
export const ANGLES_AT: i32 = 24;
export const ANGLE_NUMBERS: i32 = 8;
/** addresses, in bytes, of the packed data and of the packed factors (0: none), */
export const DATA: i32 = 0;
export const WEIGHTS: i32 = 1;
/** of its blocks of frames, and of the decays between blocks, */
export const FRAMES_AT: i32 = 2;
export const FACTORS_AT: i32 = 3;
/** whether it is asked for, */
export const IS_ON: i32 = 4;
/** and for a loss: contrast, what is taken from e' − contrast·(t − 1), and 1/lossScale². */
export const CONTRAST: i32 = 5;
export const SHIFT: i32 = 6;
export const INVERSE_SQUARE: i32 = 7;

/** Rows of a block of frames, 64 numbers each: what decays from a frame to the next one and to the one after it, by a and b; */
export const ROW_STEP_A: i32 = 0;
export const ROW_LEAP_A: i32 = 1;
export const ROW_STEP_B: i32 = 2;
export const ROW_LEAP_B: i32 = 3;
/** R, S, X·cos F, X·sin F, and their derivatives by x; */
export const ROW_PLAIN: i32 = 4;
export const ROW_PLAIN_SLOPES: i32 = 8;
/** the same four, decayed up to the end of the block, for frames that are rows of a tile; */
export const ROW_FIRST: i32 = 12;
export const ROW_FIRST_SLOPES: i32 = 16;
/** decayed from the beginning of the block, the last two doubled, for frames that are columns; */
export const ROW_SECOND: i32 = 20;
export const ROW_SECOND_SLOPES: i32 = 24;
/** and what each parameter moves: a (0–2), b (3–5), F (6–8, 13) and x (9–12). */
export const ROW_MOVES: i32 = 28;
export const BLOCK_ROWS: i32 = 42;

/** Decays between blocks, three numbers a tile: of reference, sample, and both. */
export const TILE_FACTORS: i32 = 3;

/** Sums of VALUES: 1, t, e, t², t·e with the factors of the residuals. */
export const VALUE_SUMS: i32 = 5;
/**
 * Sums of LOSSES, with r the residual, ρ′ and ρ″ those of its loss: ρ; ρ′r and ρ′rt; ρ′, ρ′t, ρ′t²; (ρ′ + 2zρ″) times
 * 1, t, t².
 */
export const LOSS_SUMS: i32 = 9;

/** Numbers in a group of products: 4 columns with 4. */
export const GROUP: i32 = 4;
export const GROUP_SUMS: i32 = 16;

/**
 * Sums of NORMAL, `groups` = COLUMNS/4: the loss and the factors; by columns their sums; then the products, group by group: of
 * group g with all groups h ≥ g. GRADIENT has those with the last group alone.
 */
export const LOSS_SUM: i32 = 0;
export const FACTOR_SUM: i32 = 1;
export const COLUMN_SUMS: i32 = 2;

/** 16-byte vectors of a strip of the matrix: two rows of a tile. */
export const STRIP_VECTORS: i32 = 64;
export const STRIP_BYTES: i32 = 1024;
/** Strips of scratch: factors, stiffness, five channels, and the columns. */
export const CHANNELS: i32 = 5;
export const MOST_COLUMNS: i32 = 16;
export const SCRATCH_BYTES: i32 = 1024 + (2 + 5 + 16) * 1024;
