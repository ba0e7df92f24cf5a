// The sandboxed document's entry.
import {render} from "solid-js/web";
import {HOST, type Host} from "../host.ts";
import {App} from "../ui/App.tsx";
import {findGpu} from "../ui/findGpu.ts";
import {startEngine} from "./startEngine.ts";

start(takeHost());

function start(host: Host): void {
  const font = new FontFace("Inter", host.asset("inter.woff2"), {weight: "400 650"});
  document.fonts.add(font);
  const engine = startEngine(host);
  const gpu = findGpu();
  const root = document.getElementById("root")!;
  // Shown once its letters are known: nothing moves afterwards.
  const shown = font.load().then(
    () => undefined,
    () => undefined
  );
  void shown.then(() => {
    render(() => <App host={host} engine={engine} gpu={gpu} />, root);
    host.send({type: "status", status: "ready", detail: ""});
  });
}

/** Nothing that runs later finds the way to the page lying about. */
function takeHost(): Host {
  const scope = globalThis as unknown as Record<typeof HOST, Host>;
  const host = scope[HOST];
  Reflect.deleteProperty(scope, HOST);
  return host;
}
