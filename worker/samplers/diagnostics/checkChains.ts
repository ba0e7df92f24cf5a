import {checkVector, show} from "../../check.ts";

/** One vector of numbers for each chain, all equally long. */
export function checkChains(what: string, chains: unknown): readonly ArrayLike<number>[] {
  if (!Array.isArray(chains))
    throw new TypeError(`${what}: expected chains as an array of vectors, got ${show(chains)}`);
  if (chains.length === 0) throw new RangeError(`${what}: expected at least one chain, got none`);
  chains.forEach((chain, k) => checkVector(what, `chains[${k}]`, chain));
  const vectors = chains as ArrayLike<number>[];
  for (const {length} of vectors)
    if (length !== vectors[0].length)
      throw new RangeError(
        `${what}: expected chains of one length, got ${vectors[0].length} and ${length}`
      );
  return vectors;
}
