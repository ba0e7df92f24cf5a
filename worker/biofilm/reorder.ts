// A sampler may list the parameters in another order than the likelihood does.
import type {Evaluator} from "../samplers/evaluator.ts";

/** The evaluator as it takes points whose numbers are in the order of `names`. */
export function inOrder(
  evaluator: Evaluator,
  parameters: readonly string[],
  names: readonly string[]
): Evaluator {
  const isSame =
    names.length === parameters.length && names.every((name, k) => name === parameters[k]);
  if (isSame) return evaluator;
  const places = parameters.map((name) => names.indexOf(name));
  if (names.length !== parameters.length || places.includes(-1)) {
    evaluator.close();
    throw new RangeError(
      `biofilm.logLikelihood: expected a prior of ${parameters.join(", ")}, got one of ${names.join(", ")}`
    );
  }
  return {
    dimension: evaluator.dimension,
    hasGradient: false,
    get msPerPoint() {
      return evaluator.msPerPoint;
    },
    evaluate: (theta, values) =>
      evaluator.evaluate(
        places.map((place) => theta[place]),
        values
      ),
    cancel: () => evaluator.cancel(),
    describe: () => evaluator.describe(),
    close: () => evaluator.close()
  };
}
