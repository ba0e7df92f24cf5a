// A sandboxed document that does nothing by itself: tests of the page speak through it, as honest and as
// hostile as they like. What a cell's code could reach is not what it shows: it hands out the host.
import {HOST, type Host} from "../../../web/host.ts";

const scope = globalThis as unknown as {
  [HOST]: Host;
  stub: {host: Host; text: string; heard: unknown[]; edit(text: string): void};
};
const host = scope[HOST];
const heard: unknown[] = [];
const stub = {
  host,
  heard,
  text: host.open.text,
  edit(text: string) {
    stub.text = text;
    host.send({type: "edited", text});
  }
};
scope.stub = stub;

host.listen((message) => {
  heard.push(message);
  if (message.type === "replace") stub.text = message.text;
  // the page's key for the keyboard: a way to edit for those who reach only the page
  if (message.type === "command" && message.name === "keys") stub.edit(`${stub.text}typed\n`);
  if (message.type === "describe") {
    const {controls, expected} = host.open;
    host.send({type: "described", n: message.n, controls, expected});
  }
});
const root = document.getElementById("root")!;
root.textContent = host.open.text;
root.dataset.run = String(host.open.run);
host.send({type: "status", status: "ready", detail: ""});
host.send({type: "running", cells: [], done: 1, total: 1, failed: 0});
host.send({type: "height", height: 321.5});
host.send({type: "status", status: "result", detail: `isolated: ${crossOriginIsolated}`});
