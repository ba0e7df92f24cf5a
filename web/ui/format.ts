const whole = new Intl.NumberFormat("en", {maximumFractionDigits: 0});

export function formatCount(n: number): string {
  if (n >= 1e6) return `${(n / 1e6).toPrecision(3)} million`;
  return whole.format(n);
}

export function formatMs(ms: number): string {
  if (ms < 0.1) return `${(ms * 1000).toPrecision(2)} µs`;
  return ms < 10
    ? `${ms.toFixed(2)} ms`
    : ms < 100
      ? `${ms.toFixed(1)} ms`
      : `${whole.format(ms)} ms`;
}

/** A signed number with a true minus. */
export function formatSigned(x: number, digits: number): string {
  return x.toFixed(digits).replace("-", "−");
}

/** The part of a digest that a reader compares. */
export function shortDigest(digest: string): string {
  return digest.slice(0, 12);
}
