// Random notebooks under random edits, against a notebook opened afresh and against Observable's runtime.
import {Runtime} from "@observablehq/runtime";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {makeNotebook, type Notebook} from "./openNotebook.ts";

interface Model {
  /** what the cell adds. */
  constant: number;
  /** the cells whose names it reads. */
  reads: number[];
  /** few values, so that edits often change nothing. */
  modulus: number;
  isAsync: boolean;
  /** throws when the sum is 0. */
  mayFail: boolean;
}

const cellCount = 7;

const model = (number: number, isAnyway: boolean): fc.Arbitrary<Model> =>
  fc.record({
    constant: fc.integer({min: 0, max: 3}),
    reads: fc.subarray(
      Array.from({length: isAnyway ? cellCount : number}, (_, i) => i),
      {maxLength: isAnyway ? 3 : Math.min(3, number)}
    ),
    modulus: fc.integer({min: 2, max: 5}),
    isAsync: fc.boolean(),
    mayFail: fc.boolean()
  });

/** An edit: cells that are there afterwards, anew or as they were, in an order of the document. */
const edits = (isAnyway: boolean) =>
  fc.array(
    fc.record({
      changes: fc.array(
        fc
          .integer({min: 0, max: cellCount - 1})
          .chain((i) => fc.tuple(fc.constant(i), fc.option(model(i, isAnyway)))),
        {minLength: 1, maxLength: 3}
      ),
      order: fc.shuffledSubarray(
        Array.from({length: cellCount}, (_, i) => i),
        {minLength: cellCount, maxLength: cellCount}
      )
    }),
    {minLength: 2, maxLength: 6}
  );

type Models = (Model | undefined)[];

function apply(models: Models, changes: readonly (readonly [number, Model | null])[]): Models {
  const next = [...models];
  for (const [i, changed] of changes)
    next[i] = (changed && {...changed, reads: changed.reads.filter((j) => j !== i)}) || undefined;
  return next;
}

function toSource(i: number, {constant, reads, modulus, isAsync, mayFail}: Model): string {
  const sum = [constant, ...reads.map((j) => `x${j}`)].join(" + ");
  const fail = mayFail ? `if (x${i} === 0) throw new Error("x${i}");` : "";
  return `${isAsync ? "await null; " : ""}const x${i} = (${sum}) % ${modulus}; ${fail}`;
}

function toSources(models: Models, order: readonly number[]): Record<string, string> {
  const there = order.flatMap((i) => (models[i] ? [[`c${i}`, toSource(i, models[i])]] : []));
  return Object.fromEntries(there) as Record<string, string>;
}

/** The values that stand, in a fixed order. */
function findValues(notebook: Notebook): Record<string, unknown> {
  const good = notebook.graph
    .variables()
    .filter(({cell}) => notebook.report(cell).status === "ok")
    .map(({name, value}) => [name, value] as const);
  return Object.fromEntries(good.sort(([a], [b]) => a.localeCompare(b)));
}

describe("after any edits", () => {
  it("values, states and order are those of a notebook opened afresh, and nothing ran twice", async () => {
    await fc.assert(
      fc.asyncProperty(edits(false), async (all) => {
        const notebook = makeNotebook();
        let models: Models = Array.from({length: cellCount}, () => undefined);
        for (const {changes, order} of all) {
          models = apply(models, changes);
          const sources = toSources(models, order);
          const fresh = makeNotebook();
          await Promise.all([notebook.set(sources), fresh.set(sources)]);
          expect(findValues(notebook)).toEqual(findValues(fresh));
          expect(notebook.statuses()).toEqual(fresh.statuses());
          const ran = notebook.ran();
          expect(new Set(ran).size).toBe(ran.length);
          const whole = fresh.ran();
          expect(ran).toEqual(whole.filter((id) => ran.includes(id)));
          fresh.graph.close();
        }
        notebook.graph.close();
      }),
      {numRuns: 60, seed: 1}
    );
  });

  it("also if they come before the last ones are done", async () => {
    await fc.assert(
      fc.asyncProperty(
        edits(false),
        fc.array(fc.nat(6), {minLength: 6, maxLength: 6}),
        async (all, turns) => {
          const notebook = makeNotebook();
          let models: Models = Array.from({length: cellCount}, () => undefined);
          let sources = {};
          for (const [k, {changes, order}] of all.entries()) {
            models = apply(models, changes);
            sources = toSources(models, order);
            void notebook.set(sources);
            for (let turn = 0; turn < 3 * turns[k % 6]; turn++) await Promise.resolve();
          }
          await notebook.graph.settled();
          const fresh = makeNotebook();
          await fresh.set(sources);
          expect(findValues(notebook)).toEqual(findValues(fresh));
          expect(notebook.statuses()).toEqual(fresh.statuses());
          notebook.graph.close();
          fresh.graph.close();
        }
      ),
      {numRuns: 80, seed: 2}
    );
  });

  it("what has a value is what has one in Observable's runtime, cycles and failures among it", async () => {
    await fc.assert(
      fc.asyncProperty(edits(true), async (all) => {
        const notebook = makeNotebook();
        const runtime = new Runtime();
        const module = runtime.module();
        const variables = Array.from({length: cellCount}, () => module.variable(true));
        let models: Models = Array.from({length: cellCount}, () => undefined);
        for (const {changes, order} of all) {
          const before = models;
          models = apply(models, changes);
          models.forEach((made, i) => {
            if (made === before[i]) return;
            if (!made) variables[i].delete();
            else {
              if (!before[i]) variables[i] = module.variable(true);
              variables[i].define(
                `x${i}`,
                made.reads.map((j) => `x${j}`),
                toFunction(i, made)
              );
            }
          });
          await notebook.set(toSources(models, order));
          expect(findValues(notebook)).toEqual(await findTheirs(module, models));
        }
        runtime.dispose();
        notebook.graph.close();
      }),
      {numRuns: 40, seed: 3}
    );
  });
});

function toFunction(i: number, {constant, modulus, isAsync, mayFail}: Model) {
  const compute = (...values: number[]) => {
    const value = values.reduce((sum, x) => sum + x, constant) % modulus;
    if (mayFail && value === 0) throw new Error(`x${i}`);
    return value;
  };
  return isAsync
    ? (...values: number[]) => Promise.resolve().then(() => compute(...values))
    : compute;
}

async function findTheirs(
  module: {value(name: string): Promise<unknown>},
  models: Models
): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  for (const [i, made] of models.entries()) {
    if (!made) continue;
    try {
      found[`x${i}`] = await module.value(`x${i}`);
    } catch {
      // failed, circular or without an input
    }
  }
  return found;
}

describe("many cells", () => {
  it("of one long chain and of one wide fan run, each once", async () => {
    const notebook = makeNotebook();
    const chain = Array.from({length: 250}, (_, i): [string, string] => [
      `c${i}`,
      i === 0 ? "const x0 = 1" : `const x${i} = x${i - 1} + 1`
    ]);
    const fan = Array.from({length: 250}, (_, i): [string, string] => [
      `f${i}`,
      `const y${i} = x0 + ${i}`
    ]);
    const sources = Object.fromEntries([...fan, ...chain]);
    await notebook.set(sources);
    expect(notebook.values()).toMatchObject({x249: 250, y249: 250});
    expect(notebook.ran()).toHaveLength(500);
    await notebook.set({...sources, c0: "const x0 = 2"});
    expect(notebook.values()).toMatchObject({x249: 251, y249: 251});
    expect(notebook.ran()).toHaveLength(500);
  });
});
