// Where the time of a call goes: a span around it, and spans within around what it asks of its sums.
import {during, NO_PROBE, type Probe, type Span} from "../spans.ts";
import type {Sums} from "./sums/types.ts";

/** The same function, each call a span of this name. */
export function booked<F extends (...args: never[]) => unknown>(
  probe: Probe,
  name: string,
  f: F
): F {
  return ((...args: Parameters<F>) => during(probe, name, () => f(...args))) as F;
}

/** Hooks of a call whose sums are booked within it. */
export type Book = <H extends {openSums: OpenSums}>(hooks: H) => H;

/** As `booked`, of a function that is made for each call, with the hooks that are booked for it. */
export function bookedWith<A extends unknown[], R>(
  probe: Probe,
  name: string,
  make: (book: Book) => (...args: A) => R
): (...args: A) => R {
  const plain = make((hooks) => hooks);
  return (...args) =>
    during(probe, name, (within) =>
      within === NO_PROBE
        ? plain(...args)
        : make((hooks) => ({...hooks, openSums: bookOpening(hooks.openSums, within)}))(...args)
    );
}

/** Whatever it is asked with is handed on. */
type OpenSums = (...args: never[]) => Promise<Sums>;

function bookOpening(openSums: OpenSums, within: Span): OpenSums {
  return (...args) =>
    during(within, "opening the data", async () => withSpans(await openSums(...args), within));
}

function withSpans(sums: Sums, within: Probe): Sums {
  return {
    angles: sums.angles,
    evaluate: (theta, gradient) =>
      during(within, gradient ? "value and gradient" : "value", () =>
        sums.evaluate(theta, gradient)
      ),
    normal: (theta, options) => during(within, "normal matrix", () => sums.normal(theta, options)),
    batch: (...points) => during(within, "batch of values", () => sums.batch(...points)),
    cancel: () => sums.cancel(),
    describe: () => sums.describe(),
    close: () => sums.close()
  };
}
