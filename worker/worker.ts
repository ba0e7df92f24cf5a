// The browser's worker, coordinator and lane alike. Built as one classic script, because that is the
// only kind an opaque origin can start everywhere.
import {HELLO, startWorker, type StartMessage} from "./entry.ts";

const scope = globalThis as unknown as {
  onmessage: ((event: MessageEvent<StartMessage>) => void) | null;
  postMessage: (message: string) => void;
};

scope.onmessage = ({data}) => {
  scope.onmessage = null;
  startWorker(data, (message) => scope.postMessage(message));
};
scope.postMessage(HELLO);
