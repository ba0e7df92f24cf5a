// The colour ramps of all heat maps, in OKLab, so that they also read in grey and to colour-blind readers: one from deep
// blue-violet through teal to pale yellow by even steps of lightness; one for signed values, from blue through white to red.

const STOPS = 256;
const LIGHTNESS = [0.22, 0.95];
const HUE = [285, 100];
const CHROMA = 0.125;

/** Red, green, blue of each of 256 steps. */
export const RAMP = makeRamp((t) => {
  const hue = toRadians(HUE[0] + t * (HUE[1] - HUE[0]));
  // the ends of the range have little room for colour
  const chroma = CHROMA * Math.min(1, 0.62 + 1.6 * t * (1.1 - t));
  const lightness = LIGHTNESS[0] + t * (LIGHTNESS[1] - LIGHTNESS[0]);
  return [lightness, chroma * Math.cos(hue), chroma * Math.sin(hue)];
});

const COLD = 255;
const WARM = 32;

/** For values around zero, which is the middle step. */
export const SIGNED_RAMP = makeRamp((t) => {
  const away = Math.abs(2 * t - 1);
  const hue = toRadians(t < 0.5 ? COLD : WARM);
  const chroma = 0.17 * away * (1.12 - 0.4 * away);
  return [0.97 - 0.57 * away * away - 0.05 * away, chroma * Math.cos(hue), chroma * Math.sin(hue)];
});

function makeRamp(toLab: (t: number) => number[]): Uint8ClampedArray {
  const ramp = new Uint8ClampedArray(3 * STOPS);
  for (let i = 0; i < STOPS; i++) {
    const [lightness, a, b] = toLab(i / (STOPS - 1));
    ramp.set(toSrgb(lightness, a, b), 3 * i);
  }
  return ramp;
}

function toRadians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}

/** OKLab to sRGB in 0 … 255, by Ottosson's matrices. */
function toSrgb(lightness: number, a: number, b: number): number[] {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const linear = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s
  ];
  return linear.map((x) => 255 * (x <= 0.0031308 ? 12.92 * x : 1.055 * x ** (1 / 2.4) - 0.055));
}

/** What finds the step for a value of a range; -1 where it is no number. Made once for many values. */
export function makeToStep(min: number, max: number): (x: number) => number {
  if (!(max > min)) return (x) => (Number.isNaN(x) ? -1 : STOPS >> 1);
  const most = STOPS - 1;
  const scale = most / (max - min);
  return (x) => {
    const step = (x - min) * scale + 0.5;
    if (Number.isNaN(step)) return -1;
    return step < 0 ? 0 : step > most ? most : Math.floor(step);
  };
}

/** A ramp as a CSS gradient from left to right. */
export function toGradient(ramp: Uint8ClampedArray, stops = 9): string {
  const colours = Array.from({length: stops}, (_, i) => {
    const step = Math.round(((STOPS - 1) * i) / (stops - 1));
    return `rgb(${Array.from(ramp.subarray(3 * step, 3 * step + 3)).join(" ")})`;
  });
  return `linear-gradient(to right, ${colours.join(", ")})`;
}
