// History fades: bursts of keys, at most one a minute and tab, all for an hour, one an hour for a day,
// one a day after that.
import type {Version} from "./types.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long keys go into the same version. */
export const BURST = MINUTE;

/** The numbers of versions to let go: never a named act, never the newest. */
export function findFaded(versions: readonly Version[], now: number): number[] {
  const newest = Math.max(...versions.map(({n}) => n));
  const seen = new Set<string>();
  return versions
    .filter(({kind, n, at}) => kind === "burst" && n !== newest && now - at >= HOUR)
    .sort((a, b) => b.n - a.n)
    .filter(({at}) => {
      const span = now - at < DAY ? HOUR : DAY;
      const place = `${span}:${Math.floor(at / span)}`;
      if (seen.has(place)) return true;
      seen.add(place);
      return false;
    })
    .map(({n}) => n);
}
