// Sums of squares kept open from call to call, so that a call copies only the parameters.
import type {Evaluated, Sums, SumsOptions} from "../sums/types.ts";
import type {TakenScan} from "../takenScan.ts";

/** What opens sums of a scan. */
export interface SumsOpener {
  open: (taken: TakenScan, options: SumsOptions) => Promise<Sums>;
}

export interface KeptSums {
  /** `Evaluated` of the angles at `places`; `theta` is copied. Calls of one scan and angles wait for each other. */
  evaluate(
    taken: TakenScan,
    places: readonly number[],
    theta: Float64Array,
    gradient: boolean
  ): Promise<Evaluated>;
  close(): void;
}

/** So many are open at a time; the one that was not used for longest is closed. */
const MOST = 6;

interface Kept {
  readonly opened: Promise<Sums>;
  /** settled when the last call so far is over. */
  last: Promise<unknown>;
  forget: () => void;
}

export function makeKeptSums(opener: SumsOpener): KeptSums {
  const byScan = new WeakMap<TakenScan, Map<string, Kept>>();
  // Weak: a scan that nobody holds any more takes its sums along.
  let recent: WeakRef<Kept>[] = [];

  const close = (kept: Kept): void => {
    kept.forget();
    void kept.last.then(() => kept.opened).then((sums) => sums.close(), ignore);
  };
  const touch = (kept: Kept): void => {
    if (recent[0]?.deref() === kept) return;
    const others = recent.filter((ref) => ref.deref() !== undefined && ref.deref() !== kept);
    recent = [new WeakRef(kept), ...others.slice(0, MOST - 1)];
    for (const ref of others.slice(MOST - 1)) {
      const old = ref.deref();
      if (old) close(old);
    }
  };
  const find = (taken: TakenScan, places: readonly number[]): Kept => {
    const key = places.join();
    let kinds = byScan.get(taken);
    if (!kinds) byScan.set(taken, (kinds = new Map<string, Kept>()));
    let kept = kinds.get(key);
    if (!kept) {
      const opened = opener.open(taken, {angles: places});
      kept = {opened, last: opened.catch(ignore), forget: () => kinds.delete(key)};
      kinds.set(key, kept);
    }
    touch(kept);
    return kept;
  };
  return {
    evaluate(taken, places, theta, gradient) {
      const kept = find(taken, places);
      const own = theta.slice();
      const answer = kept.last
        .then(() => kept.opened)
        .then((sums) => sums.evaluate(own, gradient))
        .then(copyOf);
      // What failed once (memory that could not be had, a lost worker) is opened anew by the next call.
      kept.last = answer.catch(() => kept.forget());
      return answer;
    },
    close() {
      for (const ref of recent.splice(0)) {
        const kept = ref.deref();
        if (kept) close(kept);
      }
    }
  };
}

/** The sums may reuse their vectors in the next call. */
function copyOf(evaluated: Evaluated): Evaluated {
  const {ssr, contrast, offset, meanTheory, stt, gradient} = evaluated;
  return {
    ssr: ssr.slice(),
    contrast: contrast.slice(),
    offset: offset.slice(),
    meanTheory: meanTheory.slice(),
    stt: stt.slice(),
    ...(gradient && {gradient: gradient.slice()})
  };
}

function ignore(): void {
  // Whoever asked has heard of it.
}
