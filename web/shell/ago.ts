const UNITS = [
  ["year", 365 * 86400],
  ["month", 30 * 86400],
  ["day", 86400],
  ["hour", 3600],
  ["minute", 60]
] as const;

/** How long ago, in words: "3 days ago". */
export function sayAgo(at: number, now = Date.now()): string {
  const seconds = (now - at) / 1000;
  const words = new Intl.RelativeTimeFormat("en", {numeric: "auto"});
  const [unit, size] = UNITS.find(([, length]) => seconds >= length) ?? ["second", 1];
  return words.format(-Math.max(0, Math.floor(seconds / size)), unit);
}
