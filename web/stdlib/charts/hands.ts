// Pointer and keyboard on one map.
import type {Place} from "./zoom.ts";

export interface Hands {
  toPlace(clientX: number, clientY: number): Place;
  read(place: Place): void;
  leave(): void;
  /** While a rectangle is dragged. */
  band(from: Place, to: Place): void;
  select(from: Place, to: Place): void;
  whole(): void;
  /** By so many frames along each time. */
  move(x: number, y: number): void;
  near(factor: number): void;
}

/** Drags shorter than this are clicks. */
const LEAST_DRAG = 6;
const FAR = 10;
const NEARER = 0.6;

export function followHands(map: HTMLElement, hands: Hands): void {
  let began: {place: Place; x: number; y: number} | undefined;
  const isDrag = ({clientX, clientY}: PointerEvent) =>
    began && Math.hypot(clientX - began.x, clientY - began.y) >= LEAST_DRAG;

  map.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    const {clientX: x, clientY: y} = event;
    began = {place: hands.toPlace(x, y), x, y};
    map.setPointerCapture(event.pointerId);
  });
  map.addEventListener("pointermove", (event) => {
    const place = hands.toPlace(event.clientX, event.clientY);
    hands.read(place);
    if (began && isDrag(event)) hands.band(began.place, place);
  });
  map.addEventListener("pointerup", (event) => {
    if (began && isDrag(event))
      hands.select(began.place, hands.toPlace(event.clientX, event.clientY));
    began = undefined;
  });
  map.addEventListener("pointercancel", () => (began = undefined));
  map.addEventListener("dblclick", () => hands.whole());
  const leave = () => {
    if (!began && map.ownerDocument.activeElement !== map) hands.leave();
  };
  map.addEventListener("pointerleave", leave);
  map.addEventListener("blur", () => hands.leave());
  map.addEventListener("focus", () => {
    if (map.matches(":focus-visible")) hands.move(0, 0);
  });
  map.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = toAct(event, hands);
    if (!act) return;
    event.preventDefault();
    act();
  });
}

function toAct({key, shiftKey}: KeyboardEvent, hands: Hands): (() => void) | undefined {
  const by = shiftKey ? FAR : 1;
  switch (key) {
    case "ArrowLeft":
      return () => hands.move(-by, 0);
    case "ArrowRight":
      return () => hands.move(by, 0);
    case "ArrowUp":
      return () => hands.move(0, by);
    case "ArrowDown":
      return () => hands.move(0, -by);
    case "+":
    case "=":
      return () => hands.near(NEARER);
    case "-":
      return () => hands.near(1 / NEARER);
    case "0":
    case "Escape":
      return () => hands.whole();
    default:
      return undefined;
  }
}
