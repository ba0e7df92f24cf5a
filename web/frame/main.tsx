// The sandboxed document's entry.
import {createRoot} from "solid-js";
import {render} from "solid-js/web";
import {HOST, type Host} from "../host.ts";
import {AppProvider} from "../ui/app.ts";
import {NotebookView} from "../ui/NotebookView.tsx";
import {openNotebook} from "../ui/openNotebook.ts";
import {startEngine} from "./startEngine.ts";

start(takeHost());

function start(host: Host): void {
  const font = new FontFace("Inter", host.asset("inter.woff2"), {weight: "400 650"});
  document.fonts.add(font);
  const engine = startEngine(host);
  engine.catch((error: unknown) =>
    host.send({type: "status", status: "failed", detail: String(error).slice(0, 500)})
  );
  const {app, commands} = createRoot(() => openNotebook(host, engine));
  const root = document.getElementById("root")!;
  // Shown once its letters are known: nothing moves afterwards.
  const shown = font.load().then(
    () => undefined,
    () => undefined
  );
  void shown.then(() => {
    render(
      () => (
        <AppProvider value={app}>
          <NotebookView commands={commands} />
        </AppProvider>
      ),
      root
    );
    host.send({type: "status", status: "ready", detail: ""});
  });
  addEventListener("pagehide", () => app.document.flush());
}

/** Nothing that runs later finds the way to the page lying about. */
function takeHost(): Host {
  const scope = globalThis as unknown as Record<typeof HOST, Host>;
  const host = scope[HOST];
  Reflect.deleteProperty(scope, HOST);
  return host;
}
