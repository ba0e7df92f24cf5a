// Work in several steps, each of which may be done at once or later: where all are done at once, so is the whole.

/** `steps` yields what is to be done next, `run` does it. */
export function drive<Step, T>(
  steps: Generator<Step, T, void>,
  run: (step: Step) => void | Promise<void>
): T | Promise<T> {
  for (;;) {
    const next = steps.next();
    if (next.done) return next.value;
    const under = run(next.value);
    if (under) return under.then(() => drive(steps, run));
  }
}
