// A matrix as pixels; more cells than pixels are averaged block by block, and that is said.
import type {Matrix} from "./kindOf.ts";
import {makeToStep, RAMP} from "../../stdlib/charts/colorRamp.ts";

export interface HeatImage {
  width: number;
  height: number;
  /** cells that one pixel stands for, down and across. */
  block: [rows: number, columns: number];
  /** of these, how many rows and columns are read. */
  read: [rows: number, columns: number];
  min: number;
  max: number;
  /** red, green, blue, alpha; transparent where there is no number. */
  pixels: Uint8ClampedArray<ArrayBuffer>;
}

const MOST_PIXELS = 512;
/** Of a block, at most so many rows and columns are read: 512 × 8 squared is seconds' worth no more. */
const MOST_READ = 4;

export function makeHeatImage(matrix: Matrix): HeatImage {
  const {rows, columns} = matrix;
  const block: [number, number] = [Math.ceil(rows / MOST_PIXELS), Math.ceil(columns / MOST_PIXELS)];
  const height = Math.ceil(rows / block[0]);
  const width = Math.ceil(columns / block[1]);
  const means = new Float64Array(width * height);
  let min = Infinity;
  let max = -Infinity;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const mean = readBlock(matrix, block, y, x);
      means[y * width + x] = mean;
      if (mean < min && mean > -Infinity) min = mean;
      if (mean > max && mean < Infinity) max = mean;
    }
  if (min > max) min = max = NaN;
  const read = block.map((size) => Math.ceil(size / Math.ceil(size / MOST_READ))) as [
    number,
    number
  ];
  return {width, height, block, read, min, max, pixels: paint(means, min, max)};
}

function readBlock({rows, columns, at}: Matrix, [down, across]: number[], y: number, x: number) {
  const rowStep = Math.ceil(down / MOST_READ);
  const columnStep = Math.ceil(across / MOST_READ);
  const lastRow = Math.min(rows, (y + 1) * down);
  const lastColumn = Math.min(columns, (x + 1) * across);
  let sum = 0;
  let count = 0;
  for (let row = y * down; row < lastRow; row += rowStep)
    for (let column = x * across; column < lastColumn; column += columnStep) {
      const value = at(row, column);
      if (Number.isNaN(value)) continue;
      sum += value;
      count++;
    }
  return count > 0 ? sum / count : NaN;
}

function paint(values: Float64Array, min: number, max: number): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(4 * values.length);
  const toStep = makeToStep(min, max);
  values.forEach((value, i) => {
    const step = toStep(value);
    if (step < 0) return;
    pixels.set(RAMP.subarray(3 * step, 3 * step + 3), 4 * i);
    pixels[4 * i + 3] = 255;
  });
  return pixels;
}
