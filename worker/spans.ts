// Spans of work: how a part of the engine says what it is doing, without knowing who listens.
//
//   const stage = probe.begin("stage");              // probe: Probe = NO_PROBE, the part's own argument
//   const part = stage.begin("evaluate");            // inside `stage`, which must still be open
//   await evaluator.evaluate(theta, values);
//   part.end();
//   stage.end();
//
// The parent is always named: there is no stack of open spans that two runs taking turns could mix up, and pieces that
// run side by side (M1 and M2) may share a parent. A span that is never ended, because something threw, is not booked;
// its parent still is. What a span measures is time on the clock, waiting for workers and for other runs included.

/** Whose work a span is; "own" is what a reader times. */
export type Component = "solver" | "tmcmc" | "hierarchical" | "heterodyne" | "own";

export interface Probe {
  /** Opens a span; `component` where the piece belongs to another part than what it lies in. */
  begin(name: string, component?: Component): Span;
}

/** An open piece of work; itself a probe for the pieces within. */
export interface Span extends Probe {
  /** Closes it; a second time does nothing. */
  end(): void;
}

/** For work that nobody listens to: two empty calls a span. */
export const NO_PROBE: Span = {begin: () => NO_PROBE, end: () => undefined};

/** Books `work`, also where it throws or is cancelled; what it returns may be a promise or a Run. */
export function during<T>(probe: Probe, name: string, work: (within: Span) => T): T {
  const span = probe.begin(name);
  if (span === NO_PROBE) return work(span);
  try {
    return endWith(span, work(span));
  } catch (error) {
    span.end();
    throw error;
  }
}

/** Books the end with the work's; a Run is handed on as it is, so that it can still be cancelled. */
export function endWith<T>(span: Span, result: T): T {
  const end = (): void => span.end();
  if (result instanceof Promise) return result.finally(end) as T;
  const {then} = (result ?? {}) as {then?: unknown};
  if (typeof then === "function") then.call(result, end, end);
  else end();
  return result;
}

/** A probe whose pieces are those of `component`, whatever they lie in. */
export function probeWithin(within: Probe, component: Component): Probe {
  return {begin: (name, other = component) => within.begin(name, other)};
}
