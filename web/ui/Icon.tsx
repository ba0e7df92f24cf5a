import type {JSX} from "solid-js";

/** Drawn on a 16 × 16 grid, in the colour of the text. */
const PATHS = {
  run: "M4.5 3v10l8-5z",
  runAll: "M3 3.5v9l5-4.5zM8.5 3.5v9l5-4.5z",
  stop: "M4 4h8v8H4z",
  more: "M3 8h.01M8 8h.01M13 8h.01",
  plus: "M8 3.5v9M3.5 8h9",
  grip: "M6 4h.01M10 4h.01M6 8h.01M10 8h.01M6 12h.01M10 12h.01",
  stale: "M8 4.5V8l2.2 1.6M13.5 8a5.5 5.5 0 1 1-1.7-4M13.5 2v2.6h-2.6",
  edited: "M10.5 3.5l2 2L6 12l-2.7.7L4 10z",
  blocked: "M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 0 0 0-11M4.5 8h7",
  stopped: "M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 0 0 0-11M6 6h4v4H6z",
  disabled: "M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 0 0 0-11M4.2 11.8l7.6-7.6",
  contents: "M3 4h10M5 8h8M5 12h6",
  search: "M7 2.8a4.2 4.2 0 1 0 0 8.4a4.2 4.2 0 0 0 0-8.4M10.2 10.2L13.5 13.5",
  panel: "M2.5 3.5h11v9h-11zM10 3.5v9",
  check: "M3.5 8.5l3 3l6-7",
  close: "M4 4l8 8M12 4l-8 8",
  keys: "M2 4.5h12v7H2zM4.5 7h.01M7 7h.01M9.5 7h.01M11.5 7h.01M5 9.5h6",
  full: "M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3",
  warn: "M8 2.5l6 11H2zM8 6.5v3.2M8 11.7h.01"
} as const;

export type IconName = keyof typeof PATHS;

export function Icon(props: {name: IconName; size?: number}): JSX.Element {
  return (
    <svg
      class="icon"
      viewBox="0 0 16 16"
      width={props.size ?? 16}
      height={props.size ?? 16}
      fill="none"
      stroke="currentColor"
      stroke-width={DOTS.includes(props.name) ? 2.2 : 1.5}
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[props.name]} fill={SOLID.includes(props.name) ? "currentColor" : "none"} />
    </svg>
  );
}

const SOLID: IconName[] = ["run", "runAll", "stop"];
const DOTS: IconName[] = ["more", "grip"];
