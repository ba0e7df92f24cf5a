// Which frames are looked at: all of a short scan; of a long one every so many from end to end, and stretches of neighbours at
// three ages, so that what is fast is seen as well. Each view is a small matrix, averaged along its diagonals into curves.

/** Frames of a view: the correlation of so many is one tile. */
const MOST = 64;
/** A view's frames are so many times as far apart as those of the next finer one, about. */
const RATIO = 13;
export const AGES = 3;

export interface View {
  start: number;
  every: number;
  frames: number;
}

/** The mean of a view over first frames from `begin` on, before `end`, by lag: 1, 2, … `lags` of the view's frames. */
export interface CurvePlace {
  view: number;
  /** 0, 1 or 2. */
  age: number;
  /** 0: the finest. */
  level: number;
  begin: number;
  end: number;
  lags: number;
  /** where its values are among those of an angle. */
  at: number;
  /** frames of the scan from one lag to the next. */
  every: number;
}

export interface Layout {
  views: View[];
  /** finest level first, each by age. */
  curves: CurvePlace[];
  levels: number;
  /** values of an angle. */
  length: number;
}

export function makeLayout(frames: number): Layout {
  const steps = findSteps(frames);
  const layout: Layout = {views: [], curves: [], levels: steps.length, length: 0};
  steps.forEach((every, level) => {
    const isWidest = level === steps.length - 1;
    const size = Math.min(Math.floor((frames - 1) / every) + 1, MOST);
    const free = frames - 1 - (size - 1) * every;
    for (let age = 0; age < AGES; age++) {
      if (age === 0 || !isWidest) {
        const start = isWidest ? 0 : Math.round((free * age) / (AGES - 1));
        layout.views.push({start, every, frames: size});
      }
      const begin = isWidest ? Math.floor((size * age) / AGES) : 0;
      const end = isWidest ? Math.floor((size * (age + 1)) / AGES) : size;
      const lags = size - 1 - begin;
      const view = layout.views.length - 1;
      layout.curves.push({view, age, level, begin, end, lags, at: layout.length, every});
      layout.length += lags;
    }
  });
  return layout;
}

/** Frames from one of a view to the next, finest first. */
function findSteps(frames: number): number[] {
  const steps = [Math.ceil((frames - 1) / (MOST - 1))];
  while (steps[0] > 1) steps.unshift(Math.max(Math.round(steps[0] / RATIO), 1));
  return steps;
}
