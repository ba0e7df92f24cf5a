/** A number as text: JSON has no NaN, no infinities and no −0. */
export function toText(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}
