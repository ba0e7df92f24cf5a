// Two-time maps side by side: one colour scale, one zoom, one cross.
import {say} from "../../say.ts";
import {freshId, h} from "../element.ts";
import {drawAxes, LEFT} from "./axes.ts";
import {checkVector, toSide} from "./checkShape.ts";
import {RAMP, SIGNED_RAMP, toGradient} from "./colorRamp.ts";
import {paint, type Window} from "./paint.ts";
import {findLimit, findRange} from "./ranges.ts";
import {followHands} from "./hands.ts";
import {write} from "./ticks.ts";
import type {TwoTimeFigure, TwoTimeMaps, TwoTimeOptions} from "./types.ts";
import {wholeWindow, windowBetween, zoomAround, type Place} from "./zoom.ts";

const WHAT = "charts.twoTime";
const SIGNED = /^(residual|difference)/i;
const SIZE = 320;
/** Maps narrower than this go below one another. */
const LEAST_SIZE = 150;
const GAP = 16;

export function makeTwoTime(document: Document, findWidth: () => number | undefined) {
  return (maps: TwoTimeMaps, options: TwoTimeOptions = {}): TwoTimeFigure => {
    const side = checkMaps(maps);
    const names = Object.keys(maps);
    const size = toSize(names.length, options.size ?? SIZE, findWidth() || 640);
    const figure = new Figure(document, {names, side, size, options});
    figure.show(maps);
    return Object.assign(figure.element, {
      update(next: TwoTimeMaps) {
        const other = checkMaps(next);
        if (other !== side || Object.keys(next).join() !== names.join())
          throw new RangeError(
            `${WHAT}: expected maps ${names.join(", ")} of ${side} frames, got ${Object.keys(next).join(", ")} of ${other}`
          );
        figure.show(next);
      }
    });
  };
}

function checkMaps(maps: TwoTimeMaps): number {
  const names = typeof maps === "object" && maps !== null ? Object.keys(maps) : [];
  if (names.length === 0)
    throw new TypeError(`${WHAT}: expected matrices by name, such as {data, model}, got none`);
  const sides = names.map((name) => toSide(WHAT, name, checkVector(WHAT, name, maps[name])));
  const odd = sides.findIndex((side) => side !== sides[0]);
  if (odd > 0)
    throw new RangeError(
      `${WHAT}: expected maps of one size, got ${names[0]} of ${sides[0]} frames and ${names[odd]} of ${sides[odd]}`
    );
  return sides[0];
}

/** As many maps side by side as fit. */
function toSize(count: number, most: number, width: number): number {
  const share = (across: number) => (width - (across - 1) * GAP) / across - LEFT;
  let across = count;
  while (across > 1 && share(across) < LEAST_SIZE) across--;
  return Math.round(Math.max(80, Math.min(most, share(across))));
}

interface Parts {
  names: string[];
  side: number;
  size: number;
  options: TwoTimeOptions;
}

interface Panel {
  name: string;
  isSigned: boolean;
  canvas: HTMLCanvasElement;
  map: HTMLElement;
  cross: HTMLElement[];
  frame: HTMLElement;
  scale: HTMLElement;
  /** what the axes and the scale say now. */
  drawn?: {window: Window; low: string; high: string};
}

class Figure {
  readonly element: HTMLElement;
  readonly #parts: Parts;
  readonly #document: Document;
  readonly #panels: Panel[];
  readonly #readout: HTMLOutputElement;
  readonly #whole: HTMLButtonElement;
  readonly #band: HTMLElement;
  #maps: TwoTimeMaps = {};
  #window: Window;
  #place: Place | undefined;

  constructor(document: Document, parts: Parts) {
    this.#document = document;
    this.#parts = parts;
    this.#window = wholeWindow(parts.side);
    this.#readout = h(document, "output", {class: "readout", id: freshId("two-time")});
    this.#whole = h(
      document,
      "button",
      {type: "button", class: "two-time-whole", hidden: true, onclick: () => this.#zoom()},
      say("charts.whole")
    );
    this.#band = h(document, "div", {class: "two-time-band", hidden: true});
    this.#panels = parts.names.map((name) => this.#makePanel(name));
    this.element = h(
      document,
      "figure",
      {class: "two-time"},
      h(document, "div", {class: "two-time-maps"}, ...this.#panels.map(({frame}) => frame)),
      h(document, "div", {class: "two-time-foot"}, this.#readout, this.#whole)
    );
    this.#readout.textContent = say("charts.mapHint");
  }

  show(maps: TwoTimeMaps): void {
    this.#maps = maps;
    this.#draw();
    if (this.#place) this.#read(this.#place);
  }

  #makePanel(name: string): Panel {
    const {size, options} = this.#parts;
    const document = this.#document;
    const isSigned = options.signed ? options.signed.includes(name) : SIGNED.test(name);
    const canvas = h(document, "canvas");
    const cross = ["across", "down"].map((way) =>
      h(document, "div", {class: `two-time-cross ${way}`, hidden: true})
    );
    const map = h(
      document,
      "div",
      {
        class: "two-time-map",
        role: "application",
        tabindex: 0,
        "aria-roledescription": say("charts.map"),
        "aria-describedby": this.#readout.id,
        style: `width: ${size}px; height: ${size}px; margin-left: ${LEFT}px`
      },
      canvas,
      ...cross
    );
    const scale = h(document, "span", {class: "two-time-scale"});
    const head = h(document, "figcaption", {}, h(document, "b", {}, name), scale);
    const frame = h(document, "div", {class: "two-time-panel", style: `width: ${LEFT + size}px`});
    frame.append(head, map);
    followHands(map, {
      toPlace: (x, y) => this.#toPlace(map, x, y),
      read: (place) => this.#read(place),
      leave: () => this.#leave(),
      band: (from, to) => this.#showBand(map, from, to),
      select: (from, to) => this.#zoom(windowBetween(this.#parts.side, from, to)),
      whole: () => this.#zoom(),
      move: (x, y) => this.#move(x, y),
      near: (factor) => this.#near(factor)
    });
    return {name, isSigned, canvas, map, cross, frame, scale};
  }

  #draw(): void {
    const {side, size, options} = this.#parts;
    const of = (isSigned: boolean) =>
      this.#panels.filter((p) => p.isSigned === isSigned).map(({name}) => this.#maps[name]);
    const plain = options.domain ?? findRange(of(false), side);
    const {limit} = options;
    const signed = limit === undefined ? findLimit(of(true), side) : ([-limit, limit] as const);
    const axes = {size, dt: options.dt ?? 1, first: options.first ?? 0, unit: this.#unit};
    for (const panel of this.#panels) {
      const range = panel.isSigned ? signed : plain;
      const ramp = panel.isSigned ? SIGNED_RAMP : RAMP;
      const window = this.#window;
      paint(panel.canvas, {values: this.#maps[panel.name], side, window, range, ramp});
      const [low, high] = range.map((x) => write(x, 3));
      const {drawn} = panel;
      panel.drawn = {window, low, high};
      if (drawn?.window !== window) {
        panel.frame.querySelector("svg")?.remove();
        panel.frame.append(drawAxes(this.#document, window, axes));
      }
      if (drawn?.low !== low || drawn.high !== high) this.#showRange(panel, ramp, low, high);
    }
  }

  #showRange({name, map, scale}: Panel, ramp: Uint8ClampedArray, low: string, high: string): void {
    const {side} = this.#parts;
    const bar = h(this.#document, "i", {style: `background: ${toGradient(ramp)}`});
    scale.replaceChildren(low, bar, high);
    map.setAttribute("aria-label", say("charts.mapLabel", {name, side, low, high}));
  }

  get #unit(): string {
    return this.#parts.options.unit ?? "s";
  }

  #toPlace(map: HTMLElement, clientX: number, clientY: number): Place {
    const {left, top, width, height} = map.getBoundingClientRect();
    const {x, y} = this.#window;
    const along = ([begin, end]: readonly [number, number], share: number) =>
      Math.max(begin, Math.min(end - 1, begin + Math.floor(share * (end - begin))));
    return {x: along(x, (clientX - left) / width), y: along(y, 1 - (clientY - top) / height)};
  }

  #read(place: Place): void {
    const {side, options} = this.#parts;
    this.#place = place;
    const share = ([begin, end]: readonly [number, number], at: number) =>
      `${(100 * (at + 0.5 - begin)) / (end - begin)}%`;
    for (const {cross} of this.#panels) {
      for (const line of cross) line.hidden = false;
      cross[0].style.bottom = share(this.#window.y, place.y);
      cross[1].style.left = share(this.#window.x, place.x);
    }
    const time = (frame: number) => write((options.first ?? 0) + (options.dt ?? 1) * frame);
    const values = this.#panels
      .map(({name}) => `${name} ${write(this.#maps[name][place.y * side + place.x])}`)
      .join(", ");
    this.#readout.textContent = say("charts.place", {
      x: time(place.x),
      y: time(place.y),
      unit: this.#unit,
      values
    });
  }

  #leave(): void {
    this.#place = undefined;
    for (const {cross} of this.#panels) for (const line of cross) line.hidden = true;
    this.#readout.textContent = say("charts.mapHint");
  }

  #zoom(window = wholeWindow(this.#parts.side)): void {
    const {side} = this.#parts;
    this.#window = window;
    this.#whole.hidden = window.x[1] - window.x[0] === side && window.y[1] - window.y[0] === side;
    this.#band.hidden = true;
    this.#draw();
    if (this.#place) this.#read(this.#inside(this.#place));
  }

  #inside({x, y}: Place): Place {
    const clamp = ([begin, end]: readonly [number, number], at: number) =>
      Math.max(begin, Math.min(end - 1, at));
    return {x: clamp(this.#window.x, x), y: clamp(this.#window.y, y)};
  }

  #centre(): Place {
    const {x, y} = this.#window;
    return this.#place ?? {x: (x[0] + x[1]) >> 1, y: (y[0] + y[1]) >> 1};
  }

  #move(x: number, y: number): void {
    const from = this.#centre();
    this.#read(this.#inside({x: from.x + x, y: from.y + y}));
  }

  #near(factor: number): void {
    this.#zoom(zoomAround(this.#parts.side, this.#window, this.#centre(), factor));
  }

  /** The rectangle that is being dragged. */
  #showBand(map: HTMLElement, from: Place, to: Place): void {
    const {x, y} = this.#window;
    const share = ([begin, end]: readonly [number, number], at: number) =>
      (100 * (at - begin)) / (end - begin);
    const [left, right] = [share(x, Math.min(from.x, to.x)), share(x, Math.max(from.x, to.x) + 1)];
    const [low, high] = [share(y, Math.min(from.y, to.y)), share(y, Math.max(from.y, to.y) + 1)];
    if (this.#band.parentElement !== map) map.append(this.#band);
    this.#band.hidden = false;
    this.#band.style.cssText = `left: ${left}%; width: ${right - left}%; bottom: ${low}%; height: ${high - low}%`;
  }
}
