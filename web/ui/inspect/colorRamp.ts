// One colour ramp for all heat maps: even steps of OKLab lightness, from deep blue-violet through
// teal to pale yellow, so that it also reads in grey and to colour-blind readers.

const STOPS = 256;
const LIGHTNESS = [0.22, 0.95];
const HUE = [285, 100];
const CHROMA = 0.125;

/** Red, green, blue of each of 256 steps. */
export const RAMP = makeRamp();

function makeRamp(): Uint8ClampedArray {
  const ramp = new Uint8ClampedArray(3 * STOPS);
  for (let i = 0; i < STOPS; i++) {
    const t = i / (STOPS - 1);
    const lightness = LIGHTNESS[0] + t * (LIGHTNESS[1] - LIGHTNESS[0]);
    const hue = ((HUE[0] + t * (HUE[1] - HUE[0])) * Math.PI) / 180;
    // the ends of the range have little room for colour
    const chroma = CHROMA * Math.min(1, 0.62 + 1.6 * t * (1.1 - t));
    ramp.set(toSrgb(lightness, chroma * Math.cos(hue), chroma * Math.sin(hue)), 3 * i);
  }
  return ramp;
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

/** The step for a value in a range; -1 where it is no number. */
export function toStep(x: number, min: number, max: number): number {
  if (Number.isNaN(x)) return -1;
  if (!(max > min)) return STOPS >> 1;
  return Math.max(0, Math.min(STOPS - 1, Math.round(((x - min) / (max - min)) * (STOPS - 1))));
}
