// What the specs of local fits say alike.
export const SHAPES = `Kernels by number: epanechnikov 0, uniform 1, triangular 2, quartic 3, triweight 4, tricube 5,
  gaussian 6, cosine 7, logistic 8, sigmoid 9, silverman 10, silverman-sciml 11; constant factors are left out.`;

// The examples: 240 times, 0.1 apart or nearly, and targets near their middle in no order, with windows that share much.
export const EXAMPLE_COUNT = 240;
/** Half a window is a little more than 8 wide. */
export const EXAMPLE_INVERSE = 0.12;
export const exampleTime = (j: number) => 0.1 * j + 0.02 * ((j * 0.618) % 1);
const middle = (i: number) => 110 + ((i * 7) % 16);
export const exampleTarget = (i: number) => exampleTime(middle(i)) + 0.03;
export const exampleFirst = (i: number) => middle(i) - 79;
export const exampleLast = (i: number) => middle(i) + 78 + (i % 4);
export const exampleData = (k: number) => 1 + ((k * 0.618) % 1) + 0.05 * (k % EXAMPLE_COUNT);
