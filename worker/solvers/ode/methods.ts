/** The names of all methods; what they are is told in types.ts. */
export const METHODS = ["auto", "tsit5", "vern7", "rodas", "bdf"] as const;
