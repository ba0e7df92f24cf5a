// Kept between two lives of a page: the populations after their last stages. The same call goes on from there and gives the
// same bits; another call, told apart by a digest, starts anew.
import {describeDigest} from "../../digest.ts";
import type {Probe} from "../../spans.ts";
import {makeDrawsOf} from "../draws.ts";
import type {Evaluator} from "../evaluator.ts";
import type {CheckpointStore, Stage} from "../types.ts";
import type {Asked} from "./asked.ts";
import {columnsOf} from "./cloud.ts";
import type {State, Population} from "./state.ts";

interface Kept {
  version: 1;
  digest: string;
  populations: {stages: Stage[]; history: State[]}[];
}

export interface Checkpoint {
  save: (populations: readonly Population[]) => Promise<void>;
  remove: () => Promise<void>;
}

/** How many prior draws are scored to tell one likelihood and its data from another. */
const PROBES = 8;

/** Fills the populations in where a state of the same call is kept. Trouble becomes a warning: the run does without. */
export async function openCheckpoint(
  store: CheckpointStore,
  asked: Asked & {checkpoint: string},
  populations: readonly Population[],
  {evaluator, warnings, within}: {evaluator: Evaluator; warnings: string[]; within: Probe}
): Promise<Checkpoint> {
  const name = asked.checkpoint;
  const digest = await toCallDigest(asked, evaluator, within);
  const attempt = async (what: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      const text = `The checkpoint ${JSON.stringify(name)} could not be ${what}: ${(error as Error).message}`;
      if (!warnings.includes(text)) warnings.push(text);
    }
  };
  await attempt("read", async () => {
    const kept = (await store.get(name)) as Partial<Kept> | undefined | null;
    if (!kept) return;
    if (kept.version !== 1 || kept.digest !== digest || !kept.populations) {
      warnings.push(
        `The checkpoint ${JSON.stringify(name)} is of another call (other options, prior, likelihood or data): this run started anew.`
      );
      return;
    }
    if (!isWhole(kept.populations, asked)) throw new Error("it is damaged. This run started anew.");
    kept.populations.forEach(({stages, history}, p) => {
      populations[p].stages.push(...stages);
      populations[p].history.push(...history);
    });
  });
  return {
    save: (now) =>
      attempt("kept", () =>
        store.set(name, {
          version: 1,
          digest,
          populations: now.map(({stages, history}) => ({
            stages: stages.slice(),
            history: history.slice()
          }))
        } satisfies Kept)
      ),
    remove: () => attempt("removed", () => store.delete(name))
  };
}

/** A store may have kept something else than it was given, such as text in which vectors are records. */
function isWhole(kept: Kept["populations"], {populations, particles, names}: Asked): boolean {
  const isVector = (x: unknown): boolean => x instanceof Float64Array && x.length === particles;
  const isState = (state: State): boolean =>
    state.cloud.theta.length === names.length &&
    [...columnsOf(state.cloud), state.pulls, state.ancestors, state.eves].every(isVector);
  return (
    kept.length === populations &&
    kept.every(({stages, history}) => {
      return stages.length === history.at(-1)?.stage && history.every(isState);
    })
  );
}

/** Of all that decides the answer's bits. Threads do not, and more stages may be granted later. */
async function toCallDigest(asked: Asked, evaluator: Evaluator, within: Probe): Promise<string> {
  const {names, particles, populations, share, moves, constants = {}, seed, betaMax} = asked;
  const {minDeltaBeta, likelihoodScale, keepStages, prior} = asked;
  const d = prior.names.length;
  const theta = Array.from({length: d}, () => new Float64Array(PROBES));
  const logPrior = new Float64Array(PROBES);
  const point = new Float64Array(d);
  for (let i = 0; i < PROBES; i++) {
    prior.sample(makeDrawsOf(seed, "prior", {}, i), point);
    for (let j = 0; j < d; j++) theta[j][i] = point[j];
    logPrior[i] = prior.logDensity(point);
  }
  const values = new Float64Array(PROBES);
  await evaluator.evaluate(theta, values, undefined, within);
  const known = Object.entries(constants).map(([key, value]) => [
    key,
    describeDigest(value).digest
  ]);
  const {digest} = describeDigest({
    names: [...names],
    numbers: [particles, populations, share, seed, betaMax, minDeltaBeta, likelihoodScale],
    moves,
    keepStages,
    isScreened: evaluator.screen !== undefined,
    known,
    prior: {names: [...prior.names], lower: prior.lower, upper: prior.upper},
    probes: {theta, logPrior, values}
  });
  return digest!;
}
