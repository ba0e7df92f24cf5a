// What a link carries beside the text, readable in the address: `v=n:500;on:true` the values of
// controls, `x=mean.0123456789ab:0.5,1;…` what the author's run gave.
import type {Expected} from "../protocol.ts";

const NAME = /^[\p{ID_Start}$_][\p{ID_Continue}$]{0,99}$/u;
const DIGEST = /^[0-9a-f]{12}$/;
/** more are not worth their place in a link. */
const MOST_VALUES = 16;
const MOST_ENTRIES = 100;

export function isName(name: string): boolean {
  return NAME.test(name) && name !== "__proto__";
}

/** The value of `v=`; controls whose values JSON cannot hold are left out. */
export function printControls(controls: Readonly<Record<string, unknown>>): string {
  return Object.entries(controls)
    .flatMap(([name, value]) => {
      const text = JSON.stringify(value) as string | undefined;
      return text === undefined || !isName(name) ? [] : [`${encode(name)}:${encode(text)}`];
    })
    .join(";");
}

/** What can be read of `v=`; it changes no more than the sliders do, so the rest is dropped. */
export function readControls(text: string): Record<string, unknown> {
  const pairs = splitEntries(text).flatMap(([name, json]): [string, unknown][] => {
    try {
      return isName(name) ? [[name, JSON.parse(json, dropProto)]] : [];
    } catch {
      return [];
    }
  });
  return Object.fromEntries(pairs);
}

function dropProto(this: unknown, key: string, value: unknown): unknown {
  return key === "__proto__" ? undefined : value;
}

/** The value of `x=`. */
export function toExpected(expected: readonly Expected[]): string {
  return expected
    .filter(({name, digest}) => isName(name) && DIGEST.test(digest.slice(0, 12)))
    .map(({name, digest, values}) => {
      const few = values && values.length > 0 && values.length <= MOST_VALUES ? values : undefined;
      return `${encode(name)}.${digest.slice(0, 12)}${few ? `:${few.map(printNumber).join(",")}` : ""}`;
    })
    .join(";");
}

export function readExpected(text: string): Expected[] {
  return splitEntries(text).flatMap(([key, list]) => {
    const at = key.lastIndexOf(".");
    const [name, digest] = [key.slice(0, at), key.slice(at + 1)];
    if (at < 0 || !isName(name) || !DIGEST.test(digest)) return [];
    const values = list === "" ? [] : list.split(",").map(readNumber);
    const isGood = values.length > 0 && values.length <= MOST_VALUES && !values.includes(undefined);
    return [isGood ? {name, digest, values: values as number[]} : {name, digest}];
  });
}

/** Shortest decimals: the same number comes back, −0 and NaN too. */
function printNumber(x: number): string {
  return Object.is(x, -0) ? "-0" : String(x);
}

function readNumber(text: string): number | undefined {
  return /^(-?(\d+(\.\d+)?(e[+-]?\d+)?|Infinity)|NaN)$/.test(text) ? Number(text) : undefined;
}

function splitEntries(text: string): [string, string][] {
  return text
    .split(";", MOST_ENTRIES)
    .filter((entry) => entry !== "")
    .map((entry) => {
      const at = entry.indexOf(":");
      return at < 0
        ? [decode(entry), ""]
        : [decode(entry.slice(0, at)), decode(entry.slice(at + 1))];
    });
}

function encode(text: string): string {
  return encodeURIComponent(text).replaceAll("%2C", ",");
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}
