// The WASM kernels against their references and against plain sums: every shape, windows wide enough to share sums.
import {describe, expect, it} from "vitest";
import {localFit} from "../../../kernels-as/collocation/localFit/spec.ts";
import {localSpread} from "../../../kernels-as/collocation/localSpread/spec.ts";
import {SHAPES, SHAPE_NAMES} from "../../../worker/collocation/estimate/kernelTable.ts";
import {findWindows, toAxis} from "../../../worker/collocation/estimate/windows.ts";
import {makeRun, runReference, type Arrays} from "../../kernels/specRun.ts";

const strict = makeRun();
const backwards = makeRun("strict", true);
const COUNT = 401;

/** Irregular times with a few repeated, and targets that are them or lie between. */
function makeInputs(name: (typeof SHAPE_NAMES)[number], series: number, bandwidth: number) {
  const times = Float64Array.from({length: COUNT}, (_, j) => j + ((j * 0.618) % 1)).sort();
  times[100] = times[101];
  const data = Float64Array.from(
    {length: COUNT * series},
    (_, k) => Math.sin(k / 90) + ((k * 0.618) % 1)
  );
  const target = times.map((time, j) => (j % 3 === 0 ? time + 0.25 : time)).sort();
  const axis = toAxis(times);
  const windows = findWindows(axis, target, bandwidth, SHAPES[name], 0);
  return {
    inputs: {target, ...windows, times, data},
    scalars: {
      count: COUNT,
      series,
      inverse: 1 / (bandwidth * axis.span),
      shape: SHAPES[name].code
    }
  };
}

/** How many numbers differ in any bit; every NaN is the same. */
function countUnlike(found: Arrays, expected: Arrays): number {
  expect(Object.keys(found)).toEqual(Object.keys(expected));
  return Object.entries(expected).reduce(
    (sum, [name, row]) => sum + row.filter((x, i) => !Object.is(x, found[name][i])).length,
    0
  );
}

type Call = ReturnType<typeof makeInputs>;
const spreadCall = ({inputs, scalars}: Call) => {
  const {data: _data, ...rest} = inputs;
  const {series: _series, ...few} = scalars;
  return {inputs: rest, scalars: few};
};

describe.each(SHAPE_NAMES)("%s", (name) => {
  it.each([[1, 0.3], [2, 0.3], [5, 0.3], [2, 0.02], [2, 1.5]])(
    "has the reference's bits: %i series, bandwidth %d",
    (series, bandwidth) => {
      const call = makeInputs(name, series, bandwidth);
      const expected = runReference(localFit, call.inputs, call.scalars, COUNT);
      for (const run of [strict, backwards])
        expect(countUnlike(run(localFit, call.inputs, call.scalars, COUNT), expected)).toBe(0);
      const {inputs, scalars} = spreadCall(call);
      const spread = runReference(localSpread, inputs, scalars, COUNT);
      expect(countUnlike(strict(localSpread, inputs, scalars, COUNT), spread)).toBe(0);
    }
  ); // prettier-ignore

  it("gives alone what it gives among neighbours with shared sums", () => {
    const {inputs, scalars} = makeInputs(name, 2, 0.3);
    const together = strict(localFit, inputs, scalars, COUNT);
    for (let i = 0; i < COUNT; i += 10) {
      const one = {
        ...inputs,
        target: inputs.target.slice(i, i + 1),
        first: inputs.first.slice(i, i + 1),
        // two windows without a common point share nothing
        last: inputs.last.slice(i, i + 1)
      };
      const far = {...one, target: [...one.target, 1e6], first: [...one.first, COUNT], last: [...one.last, COUNT]}; // prettier-ignore
      const alone = strict(localFit, far, scalars, 2);
      for (const [field, size] of [
        ["fits", 6],
        ["own", 2],
        ["condition", 2]
      ] as const)
        for (let k = 0; k < size; k++) {
          const scale = field === "fits" && k % 3 === 2 ? scalars.inverse : 1;
          const difference = Math.abs(together[field][i * size + k] - alone[field][k]);
          expect(difference, `${field} ${k} of target ${i}`).toBeLessThan(2e-11 * scale);
        }
    }
  });
});
