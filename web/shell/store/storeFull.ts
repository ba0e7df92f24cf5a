/** The browser has no room left. Nothing is lost yet: the text stays in memory. */
export class StoreFullError extends Error {
  override name = "QuotaExceededError";
}

/** Whether a database's error means that it is full, in each browser's words. */
export function isFull(error: unknown): boolean {
  const {name} = error as Error;
  return /quota/i.test(name);
}
