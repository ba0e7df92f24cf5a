// What is told while a calibration runs: where each part is, as a share of the stages that were to be expected.
import type {Stage, TmcmcProgress} from "../../samplers/types.ts";
import type {CalibrateProgress, Forecast, StageName} from "../types.ts";
import {EXPECTED_STAGES} from "./forecast.ts";

const NAMES = ["M1", "M2", "M3"] as const;
/** The validation counts as one stage. */
const TOTAL = NAMES.reduce((sum, name) => sum + EXPECTED_STAGES[name], 1);

export class CalibrationProgress {
  readonly #report: (progress: CalibrateProgress) => void;
  readonly #stages: Partial<Record<StageName, readonly Stage[]>> = {};
  /** finished stages of a population, on average. */
  readonly #counts = new Map<StageName, number>();
  /** what runs besides the parts, and where the parts are. */
  #phase = "";
  readonly #phases = new Map<StageName, string>();
  readonly #finished = new Set<string>();
  #forecast: Forecast | undefined;

  constructor(report: (progress: CalibrateProgress) => void) {
    this.#report = report;
  }

  /** A piece of work without stages. */
  at(phase: string): void {
    this.#phase = phase;
    this.#tell();
  }

  foretell(forecast: Forecast): void {
    this.#forecast = forecast;
    this.#tell();
  }

  /** Follows a part's run to its end; its failure shows where the run is awaited. */
  async follow(name: StageName, run: AsyncIterable<TmcmcProgress>): Promise<void> {
    for await (const {phase, stages, populations} of run) {
      // the last report may come after the answer
      if (this.#finished.has(name)) return;
      this.#stages[name] = populations[0].stages;
      this.#counts.set(name, stages.length / populations.length);
      this.#phase = "";
      this.#phases.set(name, phase);
      this.#tell();
    }
  }

  finish(name: StageName, stages: readonly Stage[]): void {
    this.#stages[name] = stages;
    this.#finished.add(name);
    this.#phases.delete(name);
    if (this.#phases.size > 0) this.#tell();
  }

  #tell(): void {
    const parts = [...this.#phases].map(([name, at]) => `${name} ${at}`);
    const phase = this.#phase || parts.join(" | ");
    const done = NAMES.reduce((sum, name) => sum + this.#doneOf(name), 0);
    const progress: CalibrateProgress = {phase, done, total: TOTAL, stages: {...this.#stages}};
    this.#report(this.#forecast ? {...progress, forecast: this.#forecast} : progress);
  }

  #doneOf(name: StageName): number {
    const expected = EXPECTED_STAGES[name];
    if (this.#finished.has(name)) return expected;
    return Math.min(this.#counts.get(name) ?? 0, expected - 1);
  }
}
