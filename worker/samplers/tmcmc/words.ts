// What an ending means and what to try, and what the reader should know about how it came about.
import type {Diagnostics} from "../posterior.ts";
import type {SamplerStatus} from "../types.ts";
import type {Asked} from "./asked.ts";
import {TELLING} from "./shape.ts";
import {lastOf, type Population} from "./state.ts";

/** R-hat above this, or fewer effective samples than this a population: more is needed. */
const RHAT = 1.01;
const ESS = 100;
/** Where fewer prior draws than this have any likelihood, the first step rests on few. */
const DENSE = 0.2;
/** A last sweep that accepts less than this hardly moves the particles. */
const STUCK = 0.02;

export function toAdvice(
  status: SamplerStatus,
  beta: number,
  {betaMax, populations}: Asked,
  {rhat, bulkEss}: Diagnostics
): string {
  const at = `β = ${show(beta)}`;
  if (status === "nonfinite")
    return "The likelihood is zero or not a number at all of a population's prior draws: check it at a point you believe in, and narrow the prior to where it can be computed.";
  if (status === "cancelled" && beta < betaMax)
    return `Cancelled at ${at}: the samples are of prior·likelihood^β, wider than the posterior, and the evidence is that of likelihood^β. With a checkpoint the same call goes on from the last stage.`;
  if (status === "maxSteps")
    return `The stages ran out at ${at}: the samples are of prior·likelihood^β. Grant more maxStages, or aim at a smaller share of effective particles.`;
  if (rhat.some((r) => r > RHAT))
    return `The populations disagree (largest R-hat ${show(Math.max(...rhat))}): use more particles or more sweeps.`;
  if (bulkEss.some((ess) => ess < ESS))
    return `Few samples are effective (${show(Math.min(...bulkEss))}): use more particles or more sweeps.`;
  return populations > 1
    ? "The ladder reached its end and the populations agree."
    : "The ladder reached its end. Four or more populations tell whether another run would agree.";
}

export function toWarnings(asked: Asked, populations: readonly Population[]): string[] {
  const {particles, share, minDeltaBeta, likelihoodScale, names} = asked;
  const stages = populations.flatMap((population) => population.stages);
  const states = populations.map(lastOf);
  const wish = show(share * particles);
  const least = show(Math.min(...stages.map(({ess}) => ess)));
  const below = stages.filter(({ess}) => ess < 0.9 * share * particles).length;
  const fate =
    below > 0
      ? `it left as few as ${least} of ${particles} particles effective where ${wish} were aimed at (${below} of ${stages.length} stages fell short)`
      : `the particles bore it: at least ${least} of ${particles} stayed effective`;
  const warnings: string[] = [];
  if (minDeltaBeta > 0 && stages.length > 0) {
    const forced = stages.filter(({deltaBeta}) => deltaBeta === minDeltaBeta).length;
    warnings.push(
      `minDeltaBeta ${minDeltaBeta} set the step of ${forced} of ${stages.length} stages: ${fate}.`
    );
  }
  if (likelihoodScale !== 1 && stages.length > 0)
    warnings.push(
      `likelihoodScale ${likelihoodScale} chose the steps for another likelihood than is sampled: ${fate}. For a tempered posterior ask for betaMax.`
    );
  // each half of those that stay effective has to tell a covariance
  const telling = Math.ceil((2 * TELLING * names.length) / share);
  if (particles < telling)
    warnings.push(
      `${particles} particles do not tell how ${names.length} parameters hang together: the moves fit badly, and the evidence's error is too small. Take at least ${telling}.`
    );
  const failed = states.reduce((sum, {tally}) => sum + tally.failed, 0);
  const evaluations = states.reduce((sum, {tally}) => sum + tally.evaluations, 0);
  if (failed > 0)
    warnings.push(
      `${failed} of ${evaluations} likelihoods were not numbers below infinity and counted as zero.`
    );
  const alive = states.reduce((sum, state) => sum + state.alive, 0);
  const drawn = particles * states.length;
  if (alive < DENSE * drawn)
    warnings.push(
      `Only ${alive} of ${drawn} prior draws have a likelihood above zero: a narrower prior, or more particles, would tell the evidence better.`
    );
  const shapeless = states.reduce((sum, state) => sum + state.shapeless, 0);
  if (shapeless > 0)
    warnings.push(
      `In ${shapeless} stages the weighted particles had no covariance: moves were shaped by the particles without weights.`
    );
  const stuck = stages.filter(({acceptance}) => acceptance < STUCK).length;
  if (stuck > 0)
    warnings.push(
      `In ${stuck} of ${stages.length} stages the last sweep moved fewer than ${100 * STUCK} % of the particles: copies remain, and the evidence's error is too small.`
    );
  return warnings;
}

/** A number as a reader wants it: four digits. */
export function show(x: number): string {
  return String(Number(x.toPrecision(4)));
}
