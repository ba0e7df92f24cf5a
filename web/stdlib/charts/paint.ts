// A part of a matrix as pixels: the first row at the bottom, as time axes go.
import {makeToStep} from "./colorRamp.ts";

/** Frames from `begin` up to `end`, along both times. */
export interface Window {
  x: readonly [begin: number, end: number];
  y: readonly [begin: number, end: number];
}

export interface Painting {
  values: ArrayLike<number>;
  side: number;
  window: Window;
  range: readonly [number, number];
  ramp: Uint8ClampedArray;
}

/** Where there are more elements than this along a side, each pixel is their mean. */
const MOST_PIXELS = 640;

export function paint(canvas: HTMLCanvasElement, painting: Painting): void {
  const {x, y} = painting.window;
  const across = Math.min(MOST_PIXELS, x[1] - x[0]);
  const up = Math.min(MOST_PIXELS, y[1] - y[0]);
  if (canvas.width !== across) canvas.width = across;
  if (canvas.height !== up) canvas.height = up;
  const context = canvas.getContext("2d");
  if (!context) return;
  const image = context.createImageData(across, up);
  fill(new Uint32Array(image.data.buffer), painting, across, up);
  context.putImageData(image, 0, 0);
}

function fill(pixels: Uint32Array, painting: Painting, across: number, up: number): void {
  const {range, ramp} = painting;
  const colours = toWords(ramp);
  const takeRow = makeRows(painting, across, up);
  const toStep = makeToStep(range[0], range[1]);
  for (let row = 0; row < up; row++) {
    const values = takeRow(row);
    const at = (up - 1 - row) * across;
    for (let k = 0; k < across; k++) {
      const step = toStep(values[k]);
      pixels[at + k] = step < 0 ? 0 : colours[step];
    }
  }
}

/** Rows of the window by their number, each element the mean of those that share its pixel. */
function makeRows(
  {values, side, window: {x, y}}: Painting,
  across: number,
  up: number
): (row: number) => Float64Array {
  const [columns, rows] = [x[1] - x[0], y[1] - y[0]];
  // a slider's map is drawn many times a second: what lies there already is not copied
  if (values instanceof Float64Array && across === columns && up === rows)
    return (row) => values.subarray((y[0] + row) * side + x[0], (y[0] + row) * side + x[1]);
  const means = new Float64Array(across);
  const starts = Array.from({length: across + 1}, (_, k) => x[0] + cut(k, columns, across));
  return (row) => {
    const [first, last] = [y[0] + cut(row, rows, up), y[0] + cut(row + 1, rows, up)];
    for (let k = 0; k < across; k++) {
      const [begin, end] = [starts[k], starts[k + 1]];
      let sum = 0;
      for (let i = first; i < last; i++)
        for (let j = begin; j < end; j++) sum += values[i * side + j];
      means[k] = sum / ((last - first) * (end - begin));
    }
    return means;
  };
}

function cut(k: number, length: number, parts: number): number {
  return Math.floor((k * length) / parts);
}

const known = new Map<Uint8ClampedArray, Uint32Array>();

/** Colours as the words of an image, whatever the order of bytes is. */
function toWords(ramp: Uint8ClampedArray): Uint32Array {
  const made = known.get(ramp);
  if (made) return made;
  const bytes = new Uint8ClampedArray((ramp.length / 3) * 4);
  for (let i = 0; i < ramp.length / 3; i++) {
    bytes.set(ramp.subarray(3 * i, 3 * i + 3), 4 * i);
    bytes[4 * i + 3] = 255;
  }
  const words = new Uint32Array(bytes.buffer);
  known.set(ramp, words);
  return words;
}
