// Likelihoods of many points on the GPU, in f32: for screening, and where nearly is enough.
import {PARAMETERS} from "../../../../kernels-as/heterodyne/constants.ts";
import {Cancelled} from "../../../device/device.ts";
import type {GpuHost} from "../../../device/gpu/gpuHost.ts";
import {makePace} from "../../../pace.ts";
import type {TakenScan} from "../../takenScan.ts";
import type {AngleLaw} from "../law.ts";
import type {Screen} from "../likelihoodEvaluator.ts";
import type {ScreenWish} from "../logLikelihood.ts";
import {Inputs} from "./inputs.ts";
import {countRows, SUMS, toConstants, toProgram, toSizes, type Sizes} from "./program.ts";

export type ScreenDoor = Pick<GpuHost, "runProgram" | "status">;

/** Where c spreads by less than a thousandth, f32, which rounds it by 6e-8, tells too little of it. */
const FLAT = 1e-6;
/** Numbers that are prepared at a time. */
const ROOM = 1 << 24;

/** The GPU's way, or why there is none; `gpu`: as a session has it. */
export function makeOpenScreen(gpu: () => Promise<ScreenDoor> | undefined) {
  return async ({asked, laws}: ScreenWish): Promise<{screen?: Screen; note?: string}> => {
    const refuse = (why: string) => ({note: `the GPU was asked for, but ${why}`});
    if (asked.taken.isWeighted)
      return refuse("a scan with weights or a mask is summed in f64 only");
    const door = await gpu();
    if (!door) return refuse("this home has no WebGPU");
    const {available, why} = await door.status();
    if (!available) return refuse(`no GPU: ${why}`);
    return {screen: new GpuScreen(door, asked.taken, asked.angles, laws, why)};
  };
}

class GpuScreen implements Screen {
  readonly why: string;
  readonly #door: ScreenDoor;
  readonly #taken: TakenScan;
  readonly #places: readonly number[];
  readonly #laws: readonly AngleLaw[];
  readonly #sizes: Sizes;
  readonly #inputs: Inputs;
  #constants: Float32Array | undefined;
  #cancels = 0;

  constructor(
    door: ScreenDoor,
    taken: TakenScan,
    places: readonly number[],
    laws: readonly AngleLaw[],
    where: string
  ) {
    this.#door = door;
    this.#taken = taken;
    this.#places = places;
    this.#laws = laws;
    this.#sizes = toSizes(taken.grid.frames);
    this.#inputs = new Inputs(taken, places, this.#sizes);
    this.why = `screened on the GPU in f32 (${where}), scored in f64`;
  }

  /** NaN where f32 cannot tell. */
  async compute(theta: readonly Float64Array[], values: Float64Array): Promise<void> {
    const cancels = this.#cancels;
    const each = countRows(this.#sizes) * this.#places.length;
    const most = Math.max(64, Math.floor(ROOM / each));
    const pace = makePace(() => undefined);
    const breathe = async (done: number): Promise<void> => {
      if (pace.isDue()) await pace.rest(() => ({phase: "screen", done, total: values.length}));
      if (cancels !== this.#cancels) throw new Cancelled();
    };
    try {
      for (let begin = 0; begin < values.length; begin += most) {
        const end = Math.min(begin + most, values.length);
        const part = theta.map((column) => column.subarray(begin, end));
        await this.#computePart(part, values.subarray(begin, end), breathe);
      }
    } finally {
      pace.close();
    }
  }

  cancel(): void {
    this.#cancels++;
  }

  async #computePart(
    theta: readonly Float64Array[],
    values: Float64Array,
    breathe: (done: number) => Promise<void>
  ): Promise<void> {
    const count = values.length;
    const angles = this.#places.length;
    // one angle's points after the other's: neighbours read the same data
    const varying = Array.from(
      {length: countRows(this.#sizes)},
      () => new Float32Array(count * angles)
    );
    const rows = this.#places.map((_, a) =>
      varying.map((row) => row.subarray(a * count, (a + 1) * count))
    );
    const point = new Float64Array(PARAMETERS);
    for (let k = 0; k < count; k++) {
      await breathe(k);
      for (let p = 0; p < PARAMETERS; p++) point[p] = theta[p][k];
      this.#inputs.write(point, rows, k);
    }
    this.#constants ??= toConstants(this.#taken, this.#places);
    const {outputs} = await this.#door.runProgram(toProgram(this.#sizes, angles), {
      constants: this.#constants,
      uniform: [],
      varying,
      n: count * angles
    });
    await breathe(count);
    for (let k = 0; k < count; k++) {
      values[k] = 0;
      for (let a = 0; a < angles; a++) values[k] += this.#weigh(outputs, a, a * count + k);
    }
  }

  /** From sums over i < j to those over all elements: the diagonal has d = 0. */
  #weigh(outputs: readonly Float64Array[], a: number, point: number): number {
    const {frames, tiles} = this.#sizes;
    const [sum, squares, withData] = Array.from({length: SUMS}, (_, s) => {
      let all = 0;
      for (let tile = 0; tile < tiles; tile++) all += outputs[s * tiles + tile][point];
      return 2 * all;
    });
    const {see} = this.#taken.angles[this.#places[a]];
    const n = frames * frames;
    const stt = squares - sum * (sum / n);
    if (!(stt > FLAT * n)) return NaN;
    return this.#laws[a].weigh(Math.max(see - withData * (withData / stt), 0), stt).value;
  }
}
