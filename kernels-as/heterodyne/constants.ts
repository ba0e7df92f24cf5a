// How the numbers of heterodyne scattering lie in memory: what TypeScript and AssemblyScript agree on.

/** The parameters, in order: 0–2 J of the reference, 3–5 J of the sample, 6–8 velocity, 9–12 fraction, 13 angle. */
export const PARAMETERS = 14;

/** Rows and columns of a tile of the correlation matrix; a frame table's rows are padded to whole blocks. */
export const BLOCK = 64;

/** Rows of a frame table. The first four are what the correlation is made of, frame by frame. */
export const ROW_REFERENCE = 0; // ∫J_ref dt up to the frame, Å²
export const ROW_SAMPLE = 1; // ∫J_sample dt
export const ROW_VELOCITY = 2; // ∫v dt, Å
export const ROW_FRACTION = 3; // x, the sample's fraction
/** The others are their derivatives by parameters 0–2 (of row 0), 3–5 (of row 1), 6–8 (of row 2) and 9–12 (of row 3). */
export const ROW_SLOPES = 4;
export const VALUE_ROWS = 4;
export const FRAME_ROWS = 17;

// What `fillFrames` reads of a frame grid, one block of f64 on a multiple of 16 bytes: a header of numbers, the tables of
// exp (a program has no data of its own: where that would lie, the memory holds the kernels'), then times and logarithms, each
// `stride` long and padded like a table's rows. The table has the same stride.
export const GRID_SEMANTICS: i32 = 0;
export const GRID_FRAMES: i32 = 1;
export const GRID_STRIDE: i32 = 2;
export const GRID_DT: i32 = 3;
/** ln of the first frame's time. */
export const GRID_LOG_FIRST: i32 = 4;
/**
 * Above 1: the frames are every so many of the measurement's; after the times and logarithms there follow those of all of its
 * frames, as long as these need in whole blocks. GRID_DT is between neighbours of all frames then.
 */
export const GRID_EVERY: i32 = 5;
/** places: EXP_LANES and EXP_TABLE of kernels-as/math/exp/expTables.ts; the times. */
export const GRID_TABLES: i32 = 8;
export const GRID_TIMES: i32 = 280;

// numbers of GRID_SEMANTICS
export const EXACT: i32 = 0;
export const V1: i32 = 1;
export const V2: i32 = 2;
export const XPCSJAX: i32 = 3;

// what the programs that came before do with numbers
/** t^p counts as nothing up to here. */
export const NO_TIME: f64 = 1e-10;
/** v1 keeps J at least here. */
export const LEAST_RATE: f64 = 1e-10;
/** The exponent of the fraction is kept within these; every exponent within the last, where exp needs no special cases. */
export const EXPONENT_V1: f64 = 500;
export const EXPONENT_V2: f64 = 100;
export const EXPONENT_MOST: f64 = 700;
/** How sharp xpcsjax's smooth limits of the fraction are. */
export const SHARPNESS: f64 = 50;
/** An exponent this near to −1 counts as −1: the inverse of its distance stays finite. */
export const NO_POWER: f64 = 1e-150;
/** Below this size a series stands for (e^z·(z − 1) + 1)/z². */
export const SERIES: f64 = 0.25;
