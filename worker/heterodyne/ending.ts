// What ends with the engine: much here works on the calling thread and would not hear that the crew is gone.
import {RunHandle} from "../run.ts";
import type {Session} from "../session.ts";

export type Life = Pick<Session, "onEnd">;

/** The same functions; what they answer rejects when the engine is closed, and Runs stop. */
export function ending<F extends Record<string, (...args: never[]) => unknown>>(
  life: Life,
  functions: F
): F {
  const all = Object.entries(functions).map(([name, f]) => [
    name,
    (...args: never[]) => endWith(life, f(...args))
  ]);
  return Object.fromEntries(all) as F;
}

/** A Run is handed on as it is. */
function endWith(life: Life, answer: unknown): unknown {
  if (answer instanceof RunHandle) {
    const forget = life.onEnd((why) => answer.fail(why));
    answer.then(forget, forget);
    return answer;
  }
  if (!(answer instanceof Promise)) return answer;
  return new Promise((resolve, reject) => {
    const forget = life.onEnd(reject);
    answer.then(resolve, reject).finally(forget);
  });
}
