/** From here on e^−x is lost beside e^x. */
export const HYPERBOLIC_LARGE = 22.0;
/** Up to here e^x does not overflow. */
export const HYPERBOLIC_EXP_LIMIT = 709.0;
/** Up to here cosh is 1 plus what expm1 gives. */
export const COSH_SMALL = 0.35;
/** From here on x² ± 1 is x². */
export const HYPERBOLIC_HUGE = 268435456.0;
/** Up to here the square of an argument is lost beside 1. */
export const HYPERBOLIC_TINY = 3.725290298461914e-9;
