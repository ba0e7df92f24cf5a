import fc from "fast-check";
import {expect, it} from "vitest";
import {findFaded} from "../../web/shell/store/thin.ts";
import type {Version} from "../../web/shell/store/types.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 5, 15, 12);

function toVersions(ages: number[], kind: Version["kind"] = "burst"): Version[] {
  return ages
    .sort((a, b) => b - a)
    .map((age, i) => ({n: i + 1, at: NOW - age, kind, label: "", bytes: 1}));
}

it("keeps all of the last hour, one an hour for a day, one a day after", () => {
  const everySecond = Array.from({length: 3 * 24 * 60}, (_, i) => i * MINUTE + 20_000);
  const all = toVersions(everySecond);
  const faded = new Set(findFaded(all, NOW));
  const kept = all.filter(({n}) => !faded.has(n)).map(({at}) => NOW - at);
  expect(kept.filter((age) => age < HOUR)).toHaveLength(60);
  expect(kept.filter((age) => age >= HOUR && age < DAY)).toHaveLength(23);
  expect(kept.filter((age) => age >= DAY)).toHaveLength(3);
});

it("never lets go of the newest, nor of what was a named act", () => {
  expect(findFaded(toVersions([3 * DAY, 3 * DAY + 1, 3 * DAY + 2], "named"), NOW)).toEqual([]);
  expect(findFaded(toVersions([400 * DAY]), NOW)).toEqual([]);
  const two = toVersions([DAY * 40, DAY * 40 + 1]);
  expect(findFaded(two, NOW)).toEqual([]);
});

it("fades the same way however often it is asked", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({min: 0, max: 5 * DAY}), {minLength: 1, maxLength: 200}),
      fc.integer({min: 0, max: 3 * DAY}),
      (ages, later) => {
        const all = toVersions([...ages]);
        const thin = (versions: Version[], now: number) => {
          const faded = new Set(findFaded(versions, now));
          return versions.filter(({n}) => !faded.has(n));
        };
        const once = thin(thin(all, NOW), NOW + later);
        expect(once).toEqual(thin(all, NOW + later));
      }
    ),
    {seed: 7}
  );
});
