// `heterodyne.config`: the original's configuration, in and out, and what its limits allow.
import {checkOneOf} from "../../check.ts";
import {checkRecord} from "../scan/asked.ts";
import {planMemory, toEvery, type MemoryPlan} from "./memory.ts";
import {readConfig} from "./readConfig.ts";
import type {HeterodyneSettings} from "./settings.ts";
import {writeConfig} from "./writeConfig.ts";

const PLAN = "heterodyne.config.plan";

export interface PlanWish {
  frames: number;
  angles: number;
  kind: "classical" | "robust";
  /** of a robust fit. Default 0. */
  scenarios?: number;
  /** whether the configuration's subsampling is to be done; default false. */
  subsample?: boolean;
}

export interface HeterodyneConfig {
  /** From the text of a configuration, or what it parses to; misuse is told by its path, what is ignored is in `warnings`. */
  read(source: string | object): HeterodyneSettings;
  /** The original's JSON, as an object. */
  write(settings: HeterodyneSettings): Record<string, unknown>;
  /**
   * Every how many frames a fit of so many may take within the configuration's memory, and what it will take. In low-memory
   * mode frames are left out until it fits; else an error says what to do.
   */
  plan(settings: HeterodyneSettings, wish: PlanWish): MemoryPlan;
}

export const config: HeterodyneConfig = Object.freeze({
  read: readConfig,
  write: writeConfig,
  plan(settings: HeterodyneSettings, wish: PlanWish) {
    checkRecord(PLAN, "the settings", settings);
    checkRecord(PLAN, "what is planned", wish);
    const {frames, angles, kind, scenarios = 0, subsample = false} = wish;
    checkOneOf(PLAN, "kind", kind, ["classical", "robust"]);
    const every = subsample ? toEvery(settings[kind].subsampling, frames, angles) : 1;
    const sizes = {frames, angles, every, scenarios};
    return planMemory(PLAN, sizes, settings.memory, settings.lowMemory);
  }
});
