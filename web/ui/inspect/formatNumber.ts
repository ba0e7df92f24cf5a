// Numbers as the reader sees them: values in full, so that they can be copied and give the same
// double again; statistics and scales in few digits.

const grouped = new Intl.NumberFormat("en", {maximumFractionDigits: 0});

/** The shortest decimals that give the same double, with the sign of zero. */
export function formatNumber(x: number | bigint): string {
  return Object.is(x, -0) ? "-0" : String(x);
}

/** At most `digits` significant digits, without zeros that say nothing. */
export function formatShort(x: number, digits = 5): string {
  if (!Number.isFinite(x) || x === 0) return formatNumber(x).replace("-0", "0");
  const magnitude = Math.abs(x);
  if (Number.isInteger(x) && magnitude < 1e6) return String(x);
  if (magnitude >= 1e6 || magnitude < 1e-4)
    return x
      .toExponential(digits - 1)
      .replace(/\.?0+e/, "e")
      .replace("e+", "e");
  return String(Number(x.toPrecision(digits)));
}

/** A count with separators between thousands. */
export function formatCount(n: number): string {
  return grouped.format(n);
}

const SIZES = ["bytes", "kB", "MB", "GB", "TB"];

export function formatBytes(bytes: number): string {
  let size = bytes;
  let step = 0;
  while (size >= 1000 && step < SIZES.length - 1) {
    size /= 1000;
    step++;
  }
  return `${step === 0 ? formatCount(size) : Number(size.toPrecision(3))} ${SIZES[step]}`;
}

/** Milliseconds as a reader says them: 0.4 s, 12 s, 3 min 20 s, 2 h 5 min. */
export function formatSpan(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return whole % 60 ? `${minutes} min ${whole % 60} s` : `${minutes} min`;
  const rest = Math.round(seconds / 60) % 60;
  const hours = Math.floor(Math.round(seconds / 60) / 60);
  return rest ? `${hours} h ${rest} min` : `${hours} h`;
}

/** Something a second: 0.32, 5.1, 840, 12 k, 3.4 M. */
export function formatRate(perSecond: number): string {
  if (perSecond >= 999.5e3) return `${Number((perSecond / 1e6).toPrecision(2))} M`;
  if (perSecond >= 9999.5) return `${Math.round(perSecond / 1e3)} k`;
  return perSecond >= 99.5
    ? formatCount(Math.round(perSecond))
    : String(Number(perSecond.toPrecision(2)));
}
