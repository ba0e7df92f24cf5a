// Times, sizes and sources as a reader says them.
import {say} from "../../say.ts";
import type {Origin} from "../store/types.ts";

const MINUTE = 60_000;
const UNITS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["minute", MINUTE],
  ["hour", 60 * MINUTE],
  ["day", 24 * 60 * MINUTE],
  ["week", 7 * 24 * 60 * MINUTE],
  ["month", 30.4 * 24 * 60 * MINUTE],
  ["year", 365 * 24 * 60 * MINUTE]
];
const relative = new Intl.RelativeTimeFormat("en", {numeric: "auto"});
const exact = new Intl.DateTimeFormat("en", {
  ...{year: "numeric", month: "short", day: "numeric"},
  ...{hour: "2-digit", minute: "2-digit", hourCycle: "h23"}
});
const clock = new Intl.DateTimeFormat("en", {
  ...{hour: "2-digit", minute: "2-digit", hourCycle: "h23"}
});
const day = new Intl.DateTimeFormat("en", {weekday: "long", day: "numeric", month: "long"});

/** "5 minutes ago". */
export function toWhen(at: number, now: number): string {
  const age = Math.max(0, now - at);
  if (age < MINUTE) return say("library.justNow");
  const [unit, span] = UNITS.findLast(([, length]) => age >= length)!;
  return relative.format(-Math.floor(age / span), unit);
}

export function toExactTime(at: number): string {
  return exact.format(at);
}

export function toClock(at: number): string {
  return clock.format(at);
}

export function toDay(at: number, now: number): string {
  const days = Math.floor(startOfDay(now) / DAY) - Math.floor(startOfDay(at) / DAY);
  return days < 2 ? capitalise(relative.format(-days, "day")) : day.format(at);
}

const DAY = 24 * 60 * MINUTE;

/** As if the reader's midnight were that of Greenwich: days can then be counted. */
function startOfDay(at: number): number {
  const date = new Date(at);
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function toSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const unit = bytes < 999_500 ? "kB" : bytes < 999_500_000 ? "MB" : "GB";
  const value = bytes / {kB: 1e3, MB: 1e6, GB: 1e9}[unit];
  return `${value < 9.95 ? value.toFixed(1) : Math.round(value)} ${unit}`;
}

/** Where a notebook comes from; shipped ones by their title, where it is known. */
export function sayOrigin(origin: Origin, titleOf: (name: string) => string | undefined): string {
  switch (origin.kind) {
    case "own":
      return say("library.originOwn");
    case "shipped":
      return say("library.originShipped", {name: titleOf(origin.name) ?? origin.name});
    case "link":
      return say("library.originLink");
    case "file":
      return say("library.originFile", {name: origin.address});
    default:
      return say("library.originAddress", {name: toPlace(origin.address)});
  }
}

/** Host and path's end: what a reader tells addresses apart by. */
function toPlace(address: string): string {
  const plain = address.replace(/^https?:\/\//, "").replace(/@[0-9a-f]{7,}/, "");
  return plain.length > 48 ? `${plain.slice(0, 20)}…${plain.slice(-26)}` : plain;
}
