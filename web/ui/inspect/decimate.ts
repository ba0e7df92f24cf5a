// A line of n points drawn in far fewer columns. Each column keeps its lowest and highest point, so
// a peak of one sample in ten million is still there.

export interface Envelope {
  /** lowest and highest of each column; NaN where a column has no finite point. */
  low: Float64Array;
  high: Float64Array;
}

export function makeEnvelope(columns: number): Envelope {
  return {
    low: new Float64Array(columns).fill(NaN),
    high: new Float64Array(columns).fill(NaN)
  };
}

/** Takes the point i of n into its column. */
export function widen({low, high}: Envelope, i: number, n: number, y: number): void {
  if (y - y !== 0) return;
  const column = Math.floor((i * low.length) / n);
  if (!(low[column] <= y)) low[column] = y;
  if (!(high[column] >= y)) high[column] = y;
}

/** The same as a band between lows and highs, for columns of many points each. */
export function toBand(
  {low, high}: Envelope,
  {min, max, width, height}: {min: number; max: number; width: number; height: number}
): string {
  const columns = low.length;
  const scale = max > min ? height / (max - min) : 0;
  const toY = (y: number) => (scale ? height - (y - min) * scale : height / 2).toFixed(2);
  const toX = (column: number) => ((column * width) / Math.max(1, columns - 1)).toFixed(2);
  let path = "";
  for (let begin = 0; begin < columns; begin++) {
    if (Number.isNaN(low[begin])) continue;
    let end = begin;
    let back = "";
    for (; end < columns && !Number.isNaN(low[end]); end++) {
      path += `${end === begin ? "M" : "L"}${toX(end)},${toY(high[end])}`;
      back = `L${toX(end)},${toY(low[end])}${back}`;
    }
    path += `${back}Z`;
    begin = end;
  }
  return path;
}

/** An SVG path in a box of `width` × `height`: a polyline through lows and highs, broken at gaps. */
export function toPath(
  {low, high}: Envelope,
  {min, max, width, height}: {min: number; max: number; width: number; height: number}
): string {
  const columns = low.length;
  const scale = max > min ? height / (max - min) : 0;
  const toY = (y: number) => (scale ? height - (y - min) * scale : height / 2).toFixed(2);
  let path = "";
  let isOpen = false;
  let last = NaN;
  for (let column = 0; column < columns; column++) {
    if (Number.isNaN(low[column])) {
      isOpen = false;
      continue;
    }
    const x = (columns > 1 ? (column * width) / (columns - 1) : width / 2).toFixed(2);
    // enter a column at the end that is nearer to where the line comes from
    const isRising = !(Math.abs(high[column] - last) < Math.abs(low[column] - last));
    const [first, second] = isRising ? [low[column], high[column]] : [high[column], low[column]];
    path += `${isOpen ? "L" : "M"}${x},${toY(first)}`;
    if (second !== first) path += `L${x},${toY(second)}`;
    else if (!isOpen && Number.isNaN(low[column + 1] ?? NaN)) path += "h0";
    isOpen = true;
    last = second;
  }
  return path;
}
