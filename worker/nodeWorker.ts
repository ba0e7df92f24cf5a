import {parentPort} from "node:worker_threads";
import {HELLO, startWorker, type StartMessage} from "./entry.ts";

const port = parentPort!;
port.once("message", (message: StartMessage) => {
  startWorker(message, (text) => port.postMessage(text));
});
port.postMessage(HELLO);
