// Engines for tests, on the built workers, with a hand on every worker they start.
import {afterEach} from "vitest";
import type {Engine, EngineOptions} from "../../worker/api.ts";
import {createEngineIn} from "../../worker/client.ts";
import type {Hand, Home} from "../../worker/home.ts";
import {makeNodeHome} from "../../worker/node.ts";
import {toOptions} from "../../worker/options.ts";
import {Session} from "../../worker/session.ts";

const DIST = new URL("../../dist/", import.meta.url);

const open: Pick<Engine, "close">[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((engine) => engine.close()));
});

export interface TestEngine {
  engine: Engine;
  /** the workers started so far: the coordinator first. */
  hands: Hand[];
}

type Change = (home: Home) => Partial<Home>;

async function makeHome(change: Change): Promise<{home: Home; hands: Hand[]}> {
  const home = await makeNodeHome(DIST);
  const hands: Hand[] = [];
  const spawn = async (): Promise<Hand> => {
    const hand = await home.spawn!();
    hands.push(hand);
    return hand;
  };
  const watched = {...home, spawn};
  return {home: {...watched, ...change(watched)}, hands};
}

/** An engine that the test need not close. */
export async function makeEngine(
  options: EngineOptions = {},
  change: Change = () => ({})
): Promise<TestEngine> {
  const {home, hands} = await makeHome(change);
  const engine = await createEngineIn(home, options);
  await engine.load();
  open.push(engine);
  return {engine, hands};
}

/** What an engine is made of, for tests of its inside. */
export async function makeSession(
  options: EngineOptions = {},
  change: Change = () => ({})
): Promise<{session: Session; hands: Hand[]; home: Home}> {
  const {home, hands} = await makeHome(change);
  const session = new Session(home, toOptions(home, options));
  await session.start();
  open.push(session);
  return {session, hands, home};
}

/** The three ways an engine works in Node; results must not depend on it. */
export const MODES: {
  name: string;
  options: EngineOptions;
  change?: Change;
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
