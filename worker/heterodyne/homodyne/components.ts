// `heterodyne.components.c2`: the correlation of any number of components, before contrast and offset.
import {checkVector, show} from "../../check.ts";
import {strictMath} from "../../math.ts";
import {phaseOf} from "../model/frames.ts";
import {toGeometry, type TakenGeometry} from "../model/geometry.ts";
import {makeGrid} from "../model/grid.ts";
import type {FrameGrid} from "../model/types.ts";
import type {ComponentsGeometry, ComponentsWish, Course} from "./componentTypes.ts";
import {checkCourse, toIntegral, toSamples} from "./courses.ts";
import {makeDecay, makeSmoothedDecay, type Decay} from "./decay.ts";
import {toMatrices} from "./matrices.ts";
import type {PairRows} from "./pairModel.ts";

const WHAT = "heterodyne.components.c2";

/** v2 adds its square to squares of integrals. */
const SMOOTHING = 1e-6;

interface Component {
  fraction: Float64Array;
  decay: Decay;
  /** ∫v up to each frame. */
  path: Float64Array;
  phi0: number;
}

/**
 * |Σ_n x_n·x_n′·e^(−½q²∫J_n)·e^(iq·cos(phi0_n − φ)·∫v_n)|² / (Σx_n²·Σx_n′²); one frames×frames matrix an angle. Power laws and
 * constants are integrated as the heterodyne model does in each of its semantics; functions, in "exact", by five points
 * between two frames; numbers of the frames by trapezoids ("v1": rectangles).
 */
export function componentsC2(
  wish: ComponentsWish,
  geometry: ComponentsGeometry
): Promise<Float64Array[]> {
  const taken = toGeometry(WHAT, geometry);
  const grid = makeGrid(taken);
  const components = toComponents(wish, grid, taken.q);
  return toMatrices(makeRows(components, taken), taken.phi);
}

function toComponents(wish: ComponentsWish, grid: FrameGrid, q: number): Component[] {
  if (typeof wish !== "object" || wish === null)
    throw new TypeError(
      `${WHAT}: expected {fractions, transport, velocity} with one entry a component, got ${show(wish)}`
    );
  const count = toList("fractions", wish.fractions).length;
  const coursesOf = (name: "fractions" | "transport" | "velocity"): Course[] =>
    toList(name, wish[name], count).map((course, n) =>
      checkCourse(WHAT, `${name}[${n}]`, course, grid.frames)
    );
  const [fractions, transport, velocity] = [
    coursesOf("fractions"),
    coursesOf("transport"),
    coursesOf("velocity")
  ];
  const angles = toAngles(wish.phi0 ?? 0, count);
  const isSmoothed = grid.semantics === "v2" || grid.semantics === "xpcsjax";
  const components = fractions.map((course, n) => {
    const rate = 0.5 * q * q;
    const decay = isSmoothed
      ? makeSmoothedDecay(grid.frames, rate, SMOOTHING)
      : makeDecay(grid.frames, rate);
    decay.load(toIntegral(WHAT, `transport[${n}]`, transport[n], grid, "transport"));
    return {
      fraction: toSamples(WHAT, `fractions[${n}]`, course, grid),
      decay,
      path: toIntegral(WHAT, `velocity[${n}]`, velocity[n], grid, "velocity"),
      phi0: angles[n]
    };
  });
  checkFractions(components, grid);
  return components;
}

function toList(name: string, list: unknown, count?: number): readonly unknown[] {
  if (!Array.isArray(list) || list.length === 0)
    throw new TypeError(
      `${WHAT}: expected ${name} as a list with one entry a component, got ${show(list)}`
    );
  if (count !== undefined && list.length !== count)
    throw new RangeError(
      `${WHAT}: expected ${name} of ${count} components, as many as fractions, got ${list.length}`
    );
  return list;
}

function toAngles(phi0: number | ArrayLike<number>, count: number): Float64Array {
  const list = typeof phi0 === "number" ? new Float64Array(count).fill(phi0) : phi0;
  checkVector(WHAT, "phi0", list);
  if (list.length !== count)
    throw new RangeError(
      `${WHAT}: expected phi0 as a number or one for each of ${count} components, got ${list.length}`
    );
  return Float64Array.from(list, (angle) => {
    if (!Number.isFinite(angle))
      throw new RangeError(`${WHAT}: expected finite degrees in phi0, got ${angle}`);
    return angle;
  });
}

function checkFractions(components: readonly Component[], {frames, times}: FrameGrid): void {
  for (let k = 0; k < frames; k++) {
    for (const [n, {fraction}] of components.entries()) {
      if (!(fraction[k] >= 0))
        throw new RangeError(
          `${WHAT}: expected fractions[${n}] at least 0, got ${fraction[k]} at t = ${times[k]}`
        );
    }
    if (components.every(({fraction}) => fraction[k] === 0))
      throw new RangeError(
        `${WHAT}: expected a component with a fraction above 0, got none at t = ${times[k]}`
      );
  }
}

/** x_n·e^(iF_n) over the root of Σx_n², frame by frame, of one direction. */
interface Waves {
  real: Float64Array;
  imaginary: Float64Array;
}

function makeRows(
  components: readonly Component[],
  {q, frames, semantics}: TakenGeometry
): PairRows {
  const waves = components.map((): Waves => ({
    real: new Float64Array(frames),
    imaginary: new Float64Array(frames)
  }));
  const size = Float64Array.from({length: frames}, (_, k) =>
    Math.sqrt(components.reduce((sum, {fraction}) => sum + fraction[k] * fraction[k], 0))
  );
  const [decayed, real, imaginary] = Array.from({length: 3}, () => new Float64Array(frames));
  const theta = new Float64Array(14);
  return {
    frames,
    turn(phi) {
      components.forEach(({fraction, path, phi0}, n) => {
        theta[13] = phi0;
        const {factor} = phaseOf(semantics, theta, phi, q);
        for (let k = 0; k < frames; k++) {
          const share = fraction[k] / size[k];
          waves[n].real[k] = share * strictMath.cos(factor * path[k]);
          waves[n].imaginary[k] = share * strictMath.sin(factor * path[k]);
        }
      });
    },
    row(i, into, at) {
      real.fill(0);
      imaginary.fill(0);
      components.forEach(({decay}, n) => {
        decay.row(i, decayed);
        addWaves(waves[n], decayed, i, real, imaginary);
      });
      for (let k = 0; k < frames - i; k++)
        into[at + k] = real[k] * real[k] + imaginary[k] * imaginary[k];
    }
  };
}

/** Adds decay·w_j·w̄_i of one component. */
function addWaves(
  {real: c, imaginary: s}: Waves,
  decayed: Float64Array,
  i: number,
  real: Float64Array,
  imaginary: Float64Array
): void {
  for (let j = i; j < c.length; j++) {
    real[j - i] += decayed[j - i] * (c[j] * c[i] + s[j] * s[i]);
    imaginary[j - i] += decayed[j - i] * (s[j] * c[i] - c[j] * s[i]);
  }
}
