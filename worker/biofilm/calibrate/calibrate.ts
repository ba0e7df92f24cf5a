// `biofilm.calibrate`: M1 and M2 at the same time, M3 with what they found, and a look at M3val.
import {RunHandle} from "../../run.ts";
import {during, NO_PROBE, type Probe} from "../../spans.ts";
import {makeData} from "../data.ts";
import type {BiofilmHooks} from "../hooks.ts";
import type {BiofilmData, CalibrateOptions, Calibration, CalibrationRun} from "../types.ts";
import {PARTS, toCalibrateAsked, type CalibrateAsked, type PartName} from "./asked.ts";
import {Control} from "./control.ts";
import {Hierarchy} from "./hierarchy.ts";
import {CalibrationProgress} from "./progress.ts";

export function makeCalibrate(hooks: BiofilmHooks) {
  return (options: CalibrateOptions = {}): CalibrationRun => {
    const asked = toCalibrateAsked(options);
    return during(hooks.spans ?? NO_PROBE, "run", (probe) => start(hooks, asked, probe));
  };
}

function start(hooks: BiofilmHooks, asked: CalibrateAsked, probe: Probe): CalibrationRun {
  const control = new Control();
  const progress = new CalibrationProgress((now) => handle.report(now));
  const work = async (): Promise<Calibration> => {
    handle.started();
    progress.at("data");
    const data = await during(probe, "data", (within) =>
      makeMissing(makeData(hooks, within), asked)
    );
    control.check();
    return await new Hierarchy(hooks, asked, data, {control, progress, probe}).run();
  };
  const handle: RunHandle<Calibration> = new RunHandle(Promise.resolve().then(work), {
    cancel: () => control.cancel(),
    pause: () => control.pause(),
    resume: () => control.resume()
  });
  return handle as CalibrationRun;
}

/** The given observations, and for the other cases new ones. */
async function makeMissing(
  data: ReturnType<typeof makeData>,
  {data: given, seed, sigma}: CalibrateAsked
): Promise<Record<PartName, BiofilmData>> {
  const all: Partial<Record<PartName, BiofilmData>> = {};
  for (const name of PARTS)
    all[name] = given[name] ?? (await data({model: name, seed, noise: sigma}));
  return all as Record<PartName, BiofilmData>;
}
