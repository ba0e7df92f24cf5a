// The cases of the paper and the original code, as tables: species, grid, constants, unknowns, true parameters.
import {parameterNames} from "./names.ts";
import type {CaseInfo, CaseName, Theta} from "./types.ts";

/** The 14 parameters in the original's order. */
export const PARAMETERS: readonly string[] = Object.freeze(
  "a11 a12 a22 b1 b2 a33 a34 a44 b3 b4 a13 a14 a23 a24".split(" ")
);

const VALUES = [0.8, 2, 1, 0.1, 0.2, 1.5, 1, 2, 0.3, 0.4, 2, 1, 2, 1];

export const TRUTH: Readonly<Theta> = Object.freeze(
  Object.fromEntries(PARAMETERS.map((name, k) => [name, VALUES[k]]))
);

/** M3val: the first step that sees the antibiotic. The paper's table says t > 500, its text half of the time (751). */
export const SWITCH_STEP = 501;

/** A case and what its species are called. */
export interface CaseRow extends CaseInfo {
  labels: readonly number[];
}

const PAIR = {species: 2, dt: 1e-5, eta: [1, 1], c: 100, phi0: [0.2, 0.2]};
const FOUR = {species: 4, dt: 1e-4, eta: [1, 1, 1, 1], c: 25, phi0: [0.02, 0.02, 0.02, 0.02]};

const ROWS: Record<CaseName, CaseRow> = {
  M1: {
    ...PAIR,
    ...known([1, 2], PARAMETERS.slice(0, 5)),
    steps: 2500,
    alpha: 100,
    description: "Species 1 and 2 with antibiotics: a11, a12, a22, b1 and b2 are inferred."
  },
  M2: {
    ...PAIR,
    ...known([3, 4], PARAMETERS.slice(5, 10)),
    steps: 5000,
    alpha: 10,
    description: "Species 3 and 4 with little antibiotic: a33, a34, a44, b3 and b4 are inferred."
  },
  M3: {
    ...FOUR,
    ...known([1, 2, 3, 4], PARAMETERS.slice(10)),
    steps: 750,
    alpha: 0,
    description:
      "All four species without antibiotics: a13, a14, a23 and a24 are inferred, the others come from M1 and M2."
  },
  M3val: {
    ...FOUR,
    ...known([1, 2, 3, 4], []),
    steps: 1500,
    alpha: 50,
    description: "M3 for twice as long, with antibiotics from a step on: nothing is inferred."
  },
  caseI: {
    ...known([1, 2], "a11 a12 a22 b1 b2".split(" "), [1, 0.1, 1, 1, 2]),
    species: 2,
    steps: 1000,
    dt: 1e-4,
    eta: [1, 2],
    c: 100,
    alpha: 10,
    phi0: [0.25, 0.3],
    description: "The paper's first example: two species of different viscosity."
  }
};

export const CASES: Readonly<Record<CaseName, Readonly<CaseRow>>> = deepFreeze(ROWS);

/** What a reader sees of them. */
export const CASE_INFOS: Readonly<Record<CaseName, CaseInfo>> = deepFreeze(
  Object.fromEntries(
    Object.entries(ROWS).map(([name, {labels: _, ...info}]) => [name, info])
  ) as Record<CaseName, CaseInfo>
);

function known(
  labels: number[],
  unknowns: string[],
  values?: number[]
): Pick<CaseRow, "labels" | "parameters" | "unknowns" | "truth"> {
  const own = parameterNames(labels);
  const parameters = PARAMETERS.filter((name) => own.includes(name));
  const truth = Object.fromEntries(
    parameters.map((name, k) => [name, values ? values[k] : TRUTH[name]])
  );
  return {labels, parameters, unknowns, truth};
}

function deepFreeze<T extends object>(value: T): T {
  for (const inner of Object.values(value)) if (typeof inner === "object") deepFreeze(inner as T);
  return Object.freeze(value);
}
