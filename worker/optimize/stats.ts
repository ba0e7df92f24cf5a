import type {Pace} from "../pace.ts";
import type {Stats} from "../work.ts";

/** Of a search on the calling thread; a plain function's Math differs between browsers, a compiled model's does not. */
export function toStats(evaluations: number, isCompiled: boolean, pace: Pace): Stats {
  return {
    device: "reference",
    why: "a search goes step by step on the calling thread",
    threads: 1,
    evaluations,
    elapsed: pace.elapsed(),
    compile: 0,
    reproducible: isCompiled
  };
}
