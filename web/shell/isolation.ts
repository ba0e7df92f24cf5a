// Shared memory needs an isolated page. Where the host sends no headers for that, the service worker
// adds them, which takes one reload; where that fails too, the page opens without.
import type {Isolation} from "../protocol.ts";

const RELOADED = "cuvette.reloaded";
const PATIENCE = 5000;

/** Resolves once the page is as isolated as it will get; a page about to reload never resolves. */
export async function findIsolation(allowed: boolean): Promise<Isolation> {
  if (crossOriginIsolated) {
    remember(null);
    return "present";
  }
  if (!allowed) return "off";
  if (!isSecureContext) return "insecure";
  if (!("serviceWorker" in navigator)) return "unsupported";
  if (hasReloaded()) return "refused";
  if (!(await registerServiceWorker())) return "refused";
  // Without a note of it there is no guard against reloading for ever.
  if (!remember("once")) return "refused";
  location.reload();
  return new Promise(() => undefined);
}

/** Resolves to whether a service worker is in charge of this page's address. */
export async function registerServiceWorker(): Promise<boolean> {
  try {
    await navigator.serviceWorker.register("./sw.js", {updateViaCache: "none"});
    const late = new Promise<false>((resolve) => setTimeout(() => resolve(false), PATIENCE));
    return (await Promise.race([navigator.serviceWorker.ready, late])) !== false;
  } catch {
    return false;
  }
}

/** Lets the service worker fetch what offline use needs. */
export async function keepForOffline(): Promise<void> {
  if (!("serviceWorker" in navigator) || !(await registerServiceWorker())) return;
  (await navigator.serviceWorker.ready).active?.postMessage({type: "keep everything"});
}

function hasReloaded(): boolean {
  try {
    return sessionStorage.getItem(RELOADED) !== null;
  } catch {
    return true;
  }
}

function remember(value: string | null): boolean {
  try {
    if (value === null) sessionStorage.removeItem(RELOADED);
    else sessionStorage.setItem(RELOADED, value);
    return true;
  } catch {
    return false;
  }
}
