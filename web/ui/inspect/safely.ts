export type Outcome<T> = {ok: true; value: T} | {ok: false; why: string};

/** Runs what may throw anything, a value that itself cannot be printed among it. */
export function safely<T>(read: () => T): Outcome<T> {
  try {
    return {ok: true, value: read()};
  } catch (error) {
    return {ok: false, why: toWords(error)};
  }
}

/** What was thrown, in words. */
export function toWords(thrown: unknown): string {
  try {
    if (typeof thrown === "object" && thrown !== null && "message" in thrown)
      return String(thrown.message);
    return String(thrown);
  } catch {
    return "?";
  }
}
