// A batch where there is no SIMD: the model's plain JavaScript, point by point, on the caller's thread, which
// it leaves now and then.
import type {Run} from "../work.ts";
import {Wishes, makeBreather} from "../pool/wishes.ts";
import type {Session} from "../session.ts";
import type {BatchCall} from "./runBatch.ts";

export interface ReferenceAnswer {
  vectors: Float64Array[];
  /** milliseconds. */
  elapsed: number;
}

const REPORT = 100;

export function runReference<T>(
  session: Session,
  call: BatchCall,
  finish: (answer: ReferenceAnswer) => T
): Run<T> {
  const {n, outputs} = call;
  const computePoint = makePointReader(call);
  const wishes = new Wishes();
  const work = async (slot: number): Promise<T> => {
    const vectors = Array.from({length: outputs}, () => new Float64Array(n));
    const out = new Float64Array(outputs);
    const breathe = makeBreather();
    const began = performance.now();
    let last = began;
    for (let i = 0; i < n; i++) {
      const breath = breathe();
      if (breath) {
        await breath;
        await wishes.permission(slot);
        if (session.isClosed) break;
        if (performance.now() - last > REPORT) {
          last = performance.now();
          session.spec.onProgress(slot, {phase: call.name, done: i, total: n});
        }
      }
      computePoint(i, out);
      for (let k = 0; k < outputs; k++) vectors[k][i] = out[k];
    }
    return finish({vectors, elapsed: performance.now() - began});
  };
  return session.submit(
    call.name,
    (_, slot) => work(slot),
    (slot, wish) => wishes.tell(slot, wish)
  );
}

/** The model at point i, whose arguments are gathered from the vectors as they are now. */
function makePointReader({params, uniform, varying, reference}: BatchCall) {
  const compute = reference();
  const own = params.map(({name, size}) => uniform[name]?.slice() ?? new Float64Array(size));
  const rows = params.map(({name}) => varying[name]?.map((values) => values.slice()) ?? []);
  return (i: number, out: Float64Array): void => {
    for (let p = 0; p < rows.length; p++) {
      for (let k = 0; k < rows[p].length; k++) own[p][k] = rows[p][k][i];
    }
    out.fill(0);
    compute(own, out);
  };
}
