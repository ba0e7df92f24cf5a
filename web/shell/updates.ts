// A newer version is announced, never forced: the page that is open goes on with the files it began with.

/** Calls back when another version of the site is ready; `page`: files that tell this page's version from others. */
export async function listenForUpdates(
  page: string[],
  onReady: (accept: () => void) => void
): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  const registration = await navigator.serviceWorker.getRegistration();
  if (!registration) return;
  const look = async () => {
    const {waiting} = registration;
    if (!waiting) return;
    // the network gave this page first: then only other tabs are of the old version
    if (await isOfVersion(waiting, page)) return waiting.postMessage({type: "take over if alone"});
    onReady(() => {
      navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), {
        once: true
      });
      waiting.postMessage({type: "take over"});
    });
  };
  registration.addEventListener("updatefound", () => {
    const {installing} = registration;
    installing?.addEventListener("statechange", () => {
      if (installing.state === "installed" && navigator.serviceWorker.controller) void look();
    });
  });
  void look();
  // a tab that stays open for days hears of it too
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) registration.update().catch(() => undefined);
  });
}

/** Whether a worker belongs to the version that has these files. */
function isOfVersion(worker: ServiceWorker, wanted: string[]): Promise<boolean> {
  const {port1, port2} = new MessageChannel();
  const answer = new Promise<boolean>((resolve) => {
    port1.onmessage = ({data}) => resolve(data === true);
    setTimeout(() => resolve(false), 2000);
  });
  worker.postMessage({type: "has", wanted}, [port2]);
  return answer;
}
