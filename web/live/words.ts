/** The AssemblyScript compiler's worker as a script, among the files that are fetched when they are needed. */
export const ASC_ASSET = "asc.js";

/** That worker's first message. */
export const READY = "asc: ready";
