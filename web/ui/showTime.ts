/** Milliseconds as a reader would say them: "12 ms", "3.4 s", "2 min 5 s". */
export function showTime(milliseconds: number): string {
  if (milliseconds < 1) return "< 1 ms";
  if (milliseconds < 999.5) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  const rest = whole - 60 * minutes;
  return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`;
}
