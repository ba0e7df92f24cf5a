// A sampler may list the parameters in another order than the likelihood does.
import type {Evaluator} from "../samplers/evaluator.ts";

/** Throws unless the names are the parameters, in whatever order. */
export function checkOrder(parameters: readonly string[], names: readonly string[]): void {
  if (names.length === parameters.length && parameters.every((name) => names.includes(name)))
    return;
  throw new RangeError(
    `biofilm.logLikelihood: expected a prior of ${parameters.join(", ")}, got one of ${names.join(", ")}`
  );
}

/** The evaluator as it takes points whose numbers are in the order of `names`. */
export function inOrder(
  evaluator: Evaluator,
  parameters: readonly string[],
  names: readonly string[]
): Evaluator {
  if (names.every((name, k) => name === parameters[k])) return evaluator;
  const places = parameters.map((name) => names.indexOf(name));
  return {
    dimension: evaluator.dimension,
    hasGradient: false,
    get msPerPoint() {
      return evaluator.msPerPoint;
    },
    evaluate: (theta, values, gradient, within) =>
      evaluator.evaluate(
        places.map((place) => theta[place]),
        values,
        gradient,
        within
      ),
    cancel: () => evaluator.cancel(),
    describe: () => evaluator.describe(),
    close: () => evaluator.close()
  };
}
