// engine.monitor: how often and how long named pieces of work ran.

export interface MonitorRow {
  name: string;
  calls: number;
  /** milliseconds, all calls together. */
  total: number;
  mean: number;
  max: number;
}

export interface Monitor {
  /** Runs `f`, which may be async, and books its time under `name`. */
  time<T>(name: string, f: () => T): T;
  /** What was booked, most time first. */
  summary(): MonitorRow[];
  reset(): void;
}

export function makeMonitor(clock: () => number = () => performance.now()): Monitor {
  const rows = new Map<string, MonitorRow>();
  const book = (name: string, ms: number): void => {
    const row = rows.get(name) ?? {name, calls: 0, total: 0, mean: 0, max: 0};
    row.calls++;
    row.total += ms;
    row.mean = row.total / row.calls;
    row.max = Math.max(row.max, ms);
    rows.set(name, row);
  };
  return {
    time(name, f) {
      const began = clock();
      const end = () => book(name, clock() - began);
      let result;
      try {
        result = f();
      } catch (error) {
        end();
        throw error;
      }
      if (result instanceof Promise) return result.finally(end) as typeof result;
      end();
      return result;
    },
    summary: () => [...rows.values()].map((row) => ({...row})).sort((a, b) => b.total - a.total),
    reset: () => rows.clear()
  };
}
