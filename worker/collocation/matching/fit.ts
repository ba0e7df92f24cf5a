// `collocation.fit`: what is asked is checked here and now, raw data are sent to be collocated, and what searches is
// loaded when it is first needed.
import {Cancelled} from "../../device/device.ts";
import {makePace} from "../../pace.ts";
import {RunHandle} from "../../run.ts";
import type {Run} from "../../work.ts";
import type {DataSet, Fit, FitOptions, RightHandSide} from "../types.ts";
import {makeCollocated, type Awaited, type Collocate} from "./collocated.ts";
import {isRaw, toAsked} from "./fitAsked.ts";
import type {FittingHooks} from "./fitting.ts";
import {toPointTable, toSlopeRows, type PointTable} from "./slopes.ts";

export interface FitHooks extends FittingHooks {
  collocate: Collocate;
}

export function makeFit(hooks: FitHooks) {
  const collocated = makeCollocated(hooks.collocate);
  return (
    rhs: RightHandSide | readonly RightHandSide[],
    sets: DataSet | readonly DataSet[],
    options: FitOptions
  ): Run<Fit> => {
    const asked = toAsked(rhs, sets, options);
    const waits: Awaited[] = [];
    let isSearching = false;
    const forward = async ({slopes}: Awaited): Promise<void> => {
      for await (const progress of slopes) if (!isSearching) handle.report(progress);
    };
    const tables = asked.sets.map(({what, source, options}): Promise<PointTable> => {
      if (!isRaw(source)) return Promise.resolve(source);
      const wait = collocated(source);
      waits.push(wait);
      void forward(wait);
      return Promise.resolve(wait.slopes).then((slopes) =>
        toPointTable(what, toSlopeRows(what, slopes), options)
      );
    });
    const pace = makePace((progress) => handle.report(progress));
    let stop = (): void => undefined;
    const stopped = new Promise<never>((_, reject) => (stop = () => reject(new Cancelled())));
    stopped.catch(() => undefined);
    const work = async (): Promise<Fit> => {
      handle.started();
      try {
        const [{fitting}, ready] = await Promise.race([
          Promise.all([import("./fitting.ts"), Promise.all(tables)]),
          stopped
        ]);
        isSearching = true;
        return await fitting(asked, ready, hooks, pace);
      } finally {
        pace.close();
        for (const wait of waits) wait.leave();
      }
    };
    const handle: RunHandle<Fit> = new RunHandle(Promise.resolve().then(work), {
      ...pace.steering,
      cancel() {
        pace.steering.cancel();
        // before the search begins there is no answer to keep
        stop();
      },
      pause() {
        pace.steering.pause();
        for (const wait of waits) wait.pause();
      },
      resume() {
        pace.steering.resume();
        for (const wait of waits) wait.resume();
      }
    });
    return handle;
  };
}
