/** A common logarithm this near to a whole number, relatively, is taken for it: an ULP at most. */
export const WHOLE_WITHIN = 2.220446049250313e-16;
