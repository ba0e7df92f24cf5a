// Textbook problems: those of Moré, Garbow, Hillstrom (1981) and of Hock, Schittkowski (1981), by their names there.
import nist from "../fixtures/optimize/nist.json" with {type: "json"};

type Scalar = (x: number[]) => number;
type Squares = (x: number[]) => number[];

const square = (x: number): number => x * x;

export const rosenbrock: Scalar = (x) => {
  let sum = 0;
  for (let i = 0; i + 1 < x.length; i++)
    sum += 100 * square(x[i + 1] - x[i] * x[i]) + square(1 - x[i]);
  return sum;
};

export const scalars: Record<string, Scalar> = {
  rosenbrock,
  beale: ([a, b]) =>
    square(1.5 - a + a * b) + square(2.25 - a + a * b * b) + square(2.625 - a + a * b * b * b),
  booth: ([a, b]) => square(a + 2 * b - 7) + square(2 * a + b - 5),
  powell: ([a, b, c, d]) =>
    square(a + 10 * b) + 5 * square(c - d) + square(square(b - 2 * c)) + 10 * square(square(a - d)),
  wood: ([a, b, c, d]) =>
    100 * square(b - a * a) +
    square(1 - a) +
    90 * square(d - c * c) +
    square(1 - c) +
    10 * square(b + d - 2) +
    square(b - d) / 10,
  brown: ([a, b]) => square(a - 1e6) + square(b - 2e-6) + square(a * b - 2),
  himmelblau: ([a, b]) => square(a * a + b - 11) + square(a + b * b - 7),
  hs3: ([a, b]) => b + 1e-5 * square(b - a),
  hs4: ([a, b]) => (a + 1) ** 3 / 3 + b,
  hs5: ([a, b]) => Math.sin(a + b) + square(a - b) - 1.5 * a + 2.5 * b + 1,
  hs25: ([a, b, c]) => {
    let sum = 0;
    for (let i = 1; i <= 99; i++) {
      const u = 25 + (-50 * Math.log(0.01 * i)) ** (2 / 3);
      sum += square(-0.01 * i + Math.exp(-((u - b) ** c) / a));
    }
    return sum;
  },
  hs45: (x) => 2 - x.reduce((product, xi) => product * xi, 1) / 120
};

const BARD = [
  0.14, 0.18, 0.22, 0.25, 0.29, 0.32, 0.35, 0.39, 0.37, 0.58, 0.73, 0.96, 1.34, 2.1, 4.39
];
const osborne = nist.problems.find(({name}) => name === "MGH09")!;

export const squares: Record<string, Squares> = {
  bard: ([a, b, c]) =>
    BARD.map((y, i) => y - (a + (i + 1) / ((15 - i) * b + Math.min(i + 1, 15 - i) * c))),
  kowalikOsborne: ([a, b, c, d]) =>
    osborne.x.map((u, i) => osborne.y[i] - (a * (u * u + u * b)) / (u * u + u * c + d)),
  jennrichSampson: ([a, b]) =>
    Array.from(
      {length: 10},
      (_, i) => 2 + 2 * (i + 1) - (Math.exp((i + 1) * a) + Math.exp((i + 1) * b))
    ),
  freudensteinRoth: ([a, b]) => [-13 + a + ((5 - b) * b - 2) * b, -29 + a + ((b + 1) * b - 14) * b]
};

/** The models of the NIST problems. */
export const regressions: Record<string, (b: number[], x: number) => number> = {
  Misra1a: (b, x) => b[0] * (1 - Math.exp(-b[1] * x)),
  BoxBOD: (b, x) => b[0] * (1 - Math.exp(-b[1] * x)),
  Chwirut2: (b, x) => Math.exp(-b[0] * x) / (b[1] + b[2] * x),
  Lanczos3: (b, x) =>
    b[0] * Math.exp(-b[1] * x) + b[2] * Math.exp(-b[3] * x) + b[4] * Math.exp(-b[5] * x),
  Thurber: (b, x) =>
    (b[0] + x * (b[1] + x * (b[2] + x * b[3]))) / (1 + x * (b[4] + x * (b[5] + x * b[6]))),
  MGH09: (b, x) => (b[0] * (x * x + x * b[1])) / (x * x + x * b[2] + b[3]),
  MGH10: (b, x) => b[0] * Math.exp(b[1] / (x + b[2])),
  Eckerle4: (b, x) => (b[0] / b[1]) * Math.exp(-0.5 * square((x - b[2]) / b[1]))
};

/** Largest difference as a part of the expected value, or of `least` where that is larger. */
export function apart(got: ArrayLike<number>, expected: readonly number[], least = 0): number {
  return Math.max(
    ...expected.map((value, i) => Math.abs(got[i] - value) / Math.max(Math.abs(value), least))
  );
}
