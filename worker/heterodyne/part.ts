// `heterodyne` as a reader sees it, and what of its types a page needs.
import type {Prior} from "../samplers/types.ts";
import type {Run} from "../work.ts";
import type {Readable} from "./data/source.ts";
import type {Lacking} from "./data/lacking.ts";
import type {Loaded, LoadOptions} from "./data/types.ts";
import type {MultiTau, MultiTauOptions} from "./data/multiTau.ts";
import type {SaveOptions} from "./data/save.ts";
import type {Speckles, SpeckleOptions} from "./data/speckle.ts";
import type {Frames} from "./data/stack.ts";
import type {TwoTime, TwoTimeOptions, TwoTimeScan} from "./data/twoTime.ts";
import type {ComparedScan} from "./fit/compare.ts";
import type {
  ComponentsGeometry,
  ComponentsWish,
  EquilibriumWish
} from "./homodyne/componentTypes.ts";
import type {Homodyne} from "./homodyne/homodyne.ts";
import type {oneTime} from "./homodyne/oneTime.ts";
import type {HomodyneTheta} from "./homodyne/types.ts";
import type {RatesOf} from "./model/rates.ts";
import type {Differences} from "./model/differences.ts";
import type {
  HeterodyneLikelihood,
  HeterodynePriorOptions,
  LogLikelihoodOptions
} from "./posterior/types.ts";
import type {Predictor, PredictorOptions} from "./predictor/types.ts";
import type {RobustFit, RobustOptions, RobustRun} from "./robust/types.ts";
import type {G2, G2Options} from "./scan/g2Types.ts";
import type {
  Chi2,
  Chi2Options,
  CompareOptions,
  Comparison,
  FitOptions,
  FitRun,
  Geometry,
  HeterodyneFit,
  HeterodyneName,
  HeterodyneParameter,
  HeterodyneTheta,
  Profile,
  ProfileOptions,
  Scan,
  SynthesizeOptions
} from "./types.ts";
import type {HeterodyneConfig} from "./workflow/config.ts";
import type {HeterodyneSettings} from "./workflow/settings.ts";
import type {MemoryEstimate, MemoryWish} from "./workflow/memory.ts";
import type {Exported, ExportOptions} from "./workflow/results.ts";
import type {HeterodyneWarmUp} from "./workflow/warmUp.ts";

export type * from "./types.ts";
export type {Exported, ExportOptions, Loaded, LoadOptions, RobustFit, RobustOptions, RobustRun};
export type {HeterodyneConfig, HeterodyneSettings, Lacking};

export interface Heterodyne {
  /** the 14, in order, with unit, default, bounds and what they mean. */
  readonly parameters: readonly HeterodyneParameter[];

  /** The correlation before contrast and offset: one frames×frames matrix an angle, by rows. */
  c2(theta: HeterodyneTheta, geometry: Geometry): Promise<Float64Array[]>;
  /** How far a scan is from the model, contrast and offset of each angle at their best. */
  chi2(theta: HeterodyneTheta, scan: Scan, options?: Chi2Options): Promise<Chi2>;
  /** J(t), v(t) and x(t) of parameters or of a fit, whose errors come along. */
  rates: RatesOf;
  /** How far the three programs' discretisations are from the exact model. */
  differences: Differences;
  /** The same geometry with the data that the model and noise by a seed give. */
  synthesize<G extends Geometry>(
    theta: HeterodyneTheta,
    geometry: G,
    options?: SynthesizeOptions
  ): Promise<G & Scan>;

  /** The parameters that a scan says most of, with errors, correlations and notes on what it cannot say. */
  fit(scan: Scan, options?: FitOptions): FitRun;
  /** χ² along one parameter, all others fitted, and the intervals that it gives. */
  profile(scan: Scan, name: HeterodyneName, options?: ProfileOptions): Run<Profile>;
  /** Static, laminar and heterodyne models of one scan, by evidence. */
  compare(scan: ComparedScan, options?: CompareOptions): Run<Comparison>;
  /** The parameters that do best in the worst case that the noise, or a set of scenarios, allows. */
  robust(scan: Scan, options: RobustOptions): RobustRun;

  /** How likely parameters make a scan: a function of θ for the samplers, with derivatives and batches. */
  logLikelihood(scan: Scan, options?: LogLikelihoodOptions): HeterodyneLikelihood;
  /** What is believed of the parameters before the data, for the samplers. */
  prior(options?: HeterodynePriorOptions): Prior;
  /** Starting values learned from simulations of the same geometry, and from fits that it is shown. */
  predictor(options: PredictorOptions): Run<Predictor>;

  /** One-time correlation by averages over diagonals, with errors. */
  g2(data: readonly ArrayLike<number>[], options?: G2Options): Promise<G2[]>;
  g2(data: ArrayLike<number>, options?: G2Options): Promise<G2>;
  /** The two-time correlation of a stack of frames. */
  twoTime(
    frames: Frames,
    options: TwoTimeOptions & Pick<Geometry, "q" | "dt" | "phi">
  ): Run<TwoTimeScan>;
  twoTime(frames: Frames, options?: TwoTimeOptions): Run<TwoTime>;
  /** The one-time correlation of a stack of frames by multiple tau. */
  multiTau(frames: Frames, options?: MultiTauOptions): Run<MultiTau[]>;
  /** Frames of speckles whose correlation is known: a measurement with a truth. */
  speckle(theta: HeterodyneTheta | HomodyneTheta, options: SpeckleOptions): Run<Speckles>;

  /** Reads .npz, .npy and HDF5 files of two-time correlations, only the angles and frames that are asked for. */
  load(file: Readable, options?: LoadOptions): Run<Loaded>;
  /** Places, among the frames `taken` of a file, of the bad ones as people write them: "61, 70-75". */
  frameList(text: string, taken: readonly [number, number]): number[];
  /** A scan as the bytes of an .npz file. */
  save(scan: Scan, options?: SaveOptions): Uint8Array<ArrayBuffer>;
  /** The original's configuration, in and out. */
  readonly config: HeterodyneConfig;
  /** What a fit will take, in bytes. */
  memory(wish: MemoryWish): MemoryEstimate;
  /** A fit as JSON, NPZ and CSV, with what it was made of. */
  export(fit: HeterodyneFit | RobustFit, scan: Scan, options?: ExportOptions): Promise<Exported>;
  /** Runs every kernel of the analysis once, and says how long each took. */
  warmup(): Promise<HeterodyneWarmUp>;

  /** The one-component siblings, with parameters of their own. */
  readonly homodyne: Homodyne;
  readonly components: {
    /** The correlation of any number of components. */
    c2(components: ComponentsWish, geometry: ComponentsGeometry): Promise<Float64Array[]>;
  };
  /** What c2 becomes of lags alone where all rates are constant. */
  equilibrium(wish: EquilibriumWish, tau: ArrayLike<number>): Float64Array;
  /** Forms that others fit one-time correlations with. */
  readonly oneTime: typeof oneTime;
}
