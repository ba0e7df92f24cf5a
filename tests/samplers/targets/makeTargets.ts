// Targets of samplers on a real engine's inside, in each of the ways that an engine works.
import {fileURLToPath} from "node:url";
import {expect} from "vitest";
import {bundleScript} from "../../../web/build/script.ts";
import type {EngineOptions} from "../../../worker/api.ts";
import {makeRunBatch} from "../../../worker/model/batch.ts";
import {makeModels} from "../../../worker/model/models.ts";
import {makeOpen, type OpenOptions} from "../../../worker/samplers/targets/open.ts";
import type {TargetHooks} from "../../../worker/samplers/targets/way.ts";
import {makeSession, MODES} from "../../worker/makeEngine.ts";

export {MODES};

const SCRIPT = new URL("../../../worker/samplers/targets/functionScript.ts", import.meta.url);
let bundled: Promise<string> | undefined;
const functionCode = () => (bundled ??= bundleScript(fileURLToPath(SCRIPT), false));

type Change = (typeof MODES)[number]["change"];

/** `hooks`: what the engine lends otherwise. */
export async function makeTargets(
  options: EngineOptions = {},
  change?: Change,
  hooks: Partial<TargetHooks> = {}
) {
  const {session, hands, home} = await makeSession(options, change);
  const {models} = makeModels({
    runBatch: makeRunBatch(session),
    kernels: (flavour) => home.builds[flavour]
  });
  const {flavour, features, threads} = session.spec;
  const open = makeOpen({
    programs: session.programs,
    compile: models.compile,
    simd: features.simd,
    relaxed: flavour === "relaxed",
    threads,
    spawn: home.spawn,
    functionCode,
    gpu: () => session.gpu,
    ask: (question) => session.ask(question),
    ...hooks
  });
  /** For `dimension` parameters called a, b, … and at most 512 points. */
  const openFor = (logLikelihood: unknown, dimension: number, more: Partial<OpenOptions> = {}) =>
    open("test.sample", logLikelihood, {
      capacity: 512,
      dimension,
      names: [..."abcdefgh"].slice(0, dimension),
      ...more
    });
  return {open, openFor, compile: models.compile, hands, session};
}

/** A compiler that takes nothing: plain functions stay plain. */
export const refusing: Pick<TargetHooks, "compile"> = {
  compile: () => Promise.reject(new SyntaxError("model.compile: refused"))
};

/** n points of d parameters in (0.1, 3). */
export function makePoints(d: number, n: number): Float64Array[] {
  return Array.from({length: d}, (_, k) =>
    Float64Array.from({length: n}, (_, i) => 0.1 + ((7919 * (i + 1) * (k + 3)) % 2903) / 1001)
  );
}

export const pointAt = (theta: readonly Float64Array[], i: number): Float64Array =>
  Float64Array.from(theta, (row) => row[i]);

/** What a function gives point by point. */
export function valuesOf(
  f: (theta: Float64Array) => number,
  theta: readonly Float64Array[]
): Float64Array {
  return theta[0].map((_, i) => f(pointAt(theta, i)));
}

/** Bit for bit. */
export function expectSame(actual: Float64Array, expected: Float64Array): void {
  const wrong = expected.findIndex((value, i) => !Object.is(value, actual[i]));
  expect(actual.length).toBe(expected.length);
  if (wrong >= 0) expect([wrong, actual[wrong]]).toEqual([wrong, expected[wrong]]);
}
