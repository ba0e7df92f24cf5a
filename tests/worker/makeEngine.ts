// Engines for tests, on the built workers, with a hand on every worker they start.
import {afterEach} from "vitest";
import type {Engine, EngineOptions} from "../../worker/api.ts";
import {createEngineIn} from "../../worker/client.ts";
import type {Hand, Home} from "../../worker/home.ts";
import {makeNodeHome} from "../../worker/node.ts";

const DIST = new URL("../../dist/", import.meta.url);

const open: Engine[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((engine) => engine.close()));
});

export interface TestEngine {
  engine: Engine;
  /** the workers started so far: the coordinator first. */
  hands: Hand[];
}

/** An engine that the test need not close. */
export async function makeEngine(
  options: EngineOptions = {},
  change: (home: Home) => Partial<Home> = () => ({})
): Promise<TestEngine> {
  const home = await makeNodeHome(DIST);
  const hands: Hand[] = [];
  const spawn = async (): Promise<Hand> => {
    const hand = await home.spawn!();
    hands.push(hand);
    return hand;
  };
  const watched = {...home, spawn};
  const engine = await createEngineIn({...watched, ...change(watched)}, options);
  open.push(engine);
  return {engine, hands};
}

/** The three ways an engine works in Node; results must not depend on it. */
export const MODES: {
  name: string;
  options: EngineOptions;
  change?: (home: Home) => Partial<Home>;
}[] = [
  {name: "shared memory", options: {}},
  {name: "without shared memory", options: {shared: false}},
  {name: "without workers", options: {}, change: () => ({spawn: undefined})},
  {
    name: "without SIMD",
    options: {},
    change: () => ({builds: {strict: new Uint8Array(0), relaxed: new Uint8Array(0)}})
  }
];
