// Pixels of two-time maps, on a canvas that only remembers them.
import {describe, expect, it} from "vitest";
import {makeToStep, RAMP} from "../../web/stdlib/charts/colorRamp.ts";
import {paint, type Painting} from "../../web/stdlib/charts/paint.ts";

/** Rows from the top, as steps of the ramp; -1: nothing there. */
function drawSteps(painting: Partial<Painting> & Pick<Painting, "values" | "side">): number[][] {
  const {width, height, readStep} = draw(painting);
  return Array.from({length: height}, (_, row) =>
    Array.from({length: width}, (_, k) => readStep(row, k))
  );
}

function draw(painting: Partial<Painting> & Pick<Painting, "values" | "side">) {
  const whole = [0, painting.side] as const;
  let image = {data: new Uint8ClampedArray(0), width: 0};
  const canvas = {
    width: 0,
    height: 0,
    getContext: () => ({
      createImageData: (width: number, height: number) => ({
        data: new Uint8ClampedArray(4 * width * height),
        width
      }),
      putImageData: (drawn: typeof image) => (image = drawn)
    })
  };
  paint(canvas as unknown as HTMLCanvasElement, {
    window: {x: whole, y: whole},
    range: [0, 1],
    ramp: RAMP,
    ...painting
  });
  const {data, width} = image;
  return {
    width,
    height: data.length / 4 / width,
    readStep: (row: number, k: number) => findStep(data, 4 * (row * width + k))
  };
}

function findStep(data: Uint8ClampedArray, at: number): number {
  if (data[at + 3] === 0) return -1;
  const steps = RAMP.length / 3;
  for (let step = 0; step < steps; step++)
    if ([0, 1, 2].every((c) => RAMP[3 * step + c] === data[at + c])) return step;
  throw new Error("no colour of the ramp");
}

const VALUES = [0, 0.25, 0.5, 1, NaN, 2, -3, 0.75, Infinity];

describe.each([
  ["of doubles", Float64Array.from(VALUES)],
  ["of other numbers", VALUES]
])("a map %s", (_kind, values) => {
  it("has its first row at the bottom, and nothing where there is no number", () => {
    const steps = drawSteps({values, side: 3});
    // the ramp's colours nearest to each other may be one
    const near = [
      [0, 191, 255],
      [255, -1, 255],
      [0, 64, 128]
    ];
    for (let row = 0; row < 3; row++)
      for (let k = 0; k < 3; k++) expect(Math.abs(steps[row][k] - near[row][k])).toBeLessThan(2);
  });

  it("shows a window of itself", () => {
    const [[one]] = drawSteps({values, side: 3, window: {x: [1, 2], y: [0, 1]}});
    expect(Math.abs(one - 64)).toBeLessThan(2);
  });
});

it("is the mean of elements that share a pixel", () => {
  const side = 1280;
  const values = Float64Array.from({length: side * side}, (_, at) => at % 2);
  const {width, height, readStep} = draw({values, side});
  expect([width, height]).toEqual([640, 640]);
  expect(Math.abs(readStep(5, 7) - 128)).toBeLessThan(2);
});

it("is of the middle's colour where there is no range", () => {
  const toStep = makeToStep(2, 2);
  expect([2, 3, -Infinity, NaN].map(toStep)).toEqual([128, 128, 128, -1]);
});
