/** Beyond this, 1 + x is x, and the exponent of the scale would leave its field. */
export const LOG1P_LARGE = 1.0e300;
