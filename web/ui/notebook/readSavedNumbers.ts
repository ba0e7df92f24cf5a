import type {MimeBundle} from "../../document/snapshot.ts";

/** The lists of numbers among a cell's saved outputs. */
export function readSavedNumbers(bundles: readonly MimeBundle[]): number[][] {
  return bundles.flatMap((bundle) => {
    const json = bundle["application/json"] as string | undefined;
    if (json === undefined) return [];
    try {
      const value: unknown = JSON.parse(json);
      const isList = Array.isArray(value) && value.every((item) => typeof item === "number");
      return isList ? [value] : [];
    } catch {
      return [];
    }
  });
}
