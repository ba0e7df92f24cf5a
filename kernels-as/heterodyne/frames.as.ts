// From θ to what a correlation is made of, frame by frame, two at a time. Twin:
// worker/heterodyne/model/frames.ts. The settings are constants.ts's, written by
// worker/heterodyne/model/grid.ts.
import {
  EXACT, FRAME_ROWS, GRID_EVERY, GRID_FRAMES, GRID_SEMANTICS, GRID_STRIDE, ROW_FRACTION, ROW_SLOPES,
  ROW_VELOCITY, VALUE_ROWS
} from "./constants";
import {integrate} from "./framesExact.as";
import {fillFraction} from "./framesFraction.as";
import {whole} from "./framesGrid.as";
import {sumUp} from "./framesSampled.as";
import {sumUpAll} from "./framesThinned.as";

/** `theta`: 14 f64; `table`: VALUE_ROWS rows, or FRAME_ROWS with slopes. Multiples of 16 bytes. */
export function fillFrames(settings: usize, theta: usize, table: usize, slopes: bool): void {
  const row = <usize>whole(settings, GRID_STRIDE) << 3;
  const isExact = whole(settings, GRID_SEMANTICS) == EXACT;
  const isThinned = whole(settings, GRID_EVERY) > 1;
  for (let k = 0; k <= ROW_FRACTION; k++) {
    const rates = theta + (<usize>(3 * k) << 3);
    const value = table + <usize>k * row;
    const first = table + <usize>(ROW_SLOPES + 3 * k) * row;
    if (k == ROW_FRACTION) fillFraction(settings, rates, value, first, slopes);
    else if (isExact) integrate(settings, rates, value, first, k != ROW_VELOCITY, slopes);
    else if (isThinned) sumUpAll(settings, rates, value, first, k != ROW_VELOCITY, slopes);
    else sumUp(settings, rates, value, first, k != ROW_VELOCITY, slopes);
  }
  pad(settings, table, slopes ? FRAME_ROWS : VALUE_ROWS);
}

function pad(settings: usize, table: usize, rows: i32): void {
  const frames = whole(settings, GRID_FRAMES), stride = whole(settings, GRID_STRIDE);
  for (let k = 0; k < rows; k++) {
    const row = table + (<usize>(k * stride) << 3);
    const last = load<f64>(row + (<usize>(frames - 1) << 3));
    for (let j = frames; j < stride; j++) store<f64>(row + (<usize>j << 3), last);
  }
}
