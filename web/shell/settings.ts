import type {Settings} from "../protocol.ts";

/**
 * Switches in the page's address, for tests and for finding faults:
 * `?threads=N`, `?numerics=fast`; `?no-shared`, `?no-simd`, `?no-workers` make the engine do without;
 * `?no-sw` opens the page without its service worker.
 */
export interface PageSettings extends Omit<Settings, "isolation"> {
  serviceWorker: boolean;
}

export function readSettings(search: string): PageSettings {
  const given = new URLSearchParams(search);
  const threads = Number(given.get("threads"));
  return {
    ...(Number.isInteger(threads) && threads >= 1 && threads <= 64 ? {threads} : {}),
    numerics: given.get("numerics") === "fast" ? "fast" : "strict",
    shared: !given.has("no-shared"),
    simd: !given.has("no-simd"),
    workers: !given.has("no-workers"),
    serviceWorker: !given.has("no-sw")
  };
}
