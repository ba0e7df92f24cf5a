// Does this machine give the bits that were recorded? Every kernel on its example and streams of every
// random law, as digests, against those of the machine on which the repository was last tested.
import {registry, type KernelName} from "../../kernels-as/registry.ts";
import type {BitsRow, Kernels, SelfCheck, SelfCheckOptions} from "../api.ts";
import {findKernel} from "../device/fields.ts";
import {digest} from "../digest.ts";
import {exampleCall} from "../exampleCall.ts";
import type {Random} from "../random.ts";
import recorded from "./recorded.json" with {type: "json"};

/** Digests are compared, shown and recorded by their first digits. */
const DIGITS = 12;

/** Computes every digest; one after the other. */
export async function selfCheck(
  kernels: Kernels,
  random: Random,
  {onRow, signal}: SelfCheckOptions = {}
): Promise<SelfCheck> {
  const jobs = [...kernelJobs(kernels), ...randomJobs(random)];
  const rows: BitsRow[] = [];
  for (const [name, compute] of jobs) {
    signal?.throwIfAborted();
    const mine = digest(await compute())!.slice(0, DIGITS);
    const theirs = (recorded as Record<string, string>)[name];
    rows.push({name, digest: mine, recorded: theirs, equal: mine === theirs});
    onRow?.(rows.length, jobs.length);
  }
  return {equal: rows.every(({equal}) => equal), rows};
}

type Job = [name: string, compute: () => Promise<unknown>];

function kernelJobs(kernels: Kernels): Job[] {
  return (Object.keys(registry) as KernelName[]).map((name) => {
    const {block} = findKernel(name);
    // Several blocks, the last one short: enough for the work to be shared out in many ways.
    const n = block > 1 ? Math.min(3 * block + 5, 20_000) : 7;
    return [`kernel ${name}`, async () => (await kernels.run(name, exampleCall(name, n))).outputs];
  });
}

function randomJobs(random: Random): Job[] {
  const n = 10_007;
  const values = Array.from({length: 1001}, (_, i) => i / 7);
  return [1, 2026].flatMap((seed): Job[] => {
    const keys = {seed, stream: seed === 1 ? 0 : 3};
    return [
      [`uniform ${seed}`, () => random.uniform(n, keys)],
      [`normal ${seed}`, () => random.normal(n, keys)],
      [`exponential ${seed}`, () => random.exponential(n, keys)],
      [`gamma ${seed}`, () => random.gamma(0.7, 2, n, keys)],
      [`integers ${seed}`, () => random.integers(n, {below: 1000, ...keys})],
      [`choice ${seed}`, () => random.choice([1, 2, 0, 4.5], n, keys)],
      [`shuffle ${seed}`, () => random.shuffle(values, keys)]
    ];
  });
}
