/** From here on tanh rounds to one: e^(−2·22) is below 2^−63. */
export const TANH_ONE = 22.0;
