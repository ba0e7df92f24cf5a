// The notebook as files of other formats, handed to the page to be saved.
import {writeSnapshot} from "../../document/snapshot.ts";
import {say} from "../../say.ts";
import type {App} from "../app.ts";

export interface Exports {
  markdown: () => void;
  ipynb: () => void;
  percent: () => void;
  html: () => void;
  outputs: () => void;
}

export function createExports(app: App): Exports {
  const save = (extension: string, mime: string, text: string) => {
    const bytes = new TextEncoder().encode(text).buffer;
    const name = `${toStem(app)}${extension}`;
    app.host.send({type: "download", name, mime, bytes}, [bytes]);
  };
  /** The converters and what draws static outputs load with the first export. */
  const make = (work: () => Promise<void>) => () =>
    void work().catch((error: unknown) =>
      app.toasts.show(say("command.exportFailed", {problem: String(error)}))
    );
  const snapshot = async () => (await import("./takeSnapshot.ts")).takeSnapshot(app);
  const {notebook} = app.document;

  return {
    markdown: () => save(".md", "text/markdown", app.document.text()),
    ipynb: make(async () => {
      const {toIpynb} = await import("../../document/formats/ipynb.ts");
      save(".ipynb", "application/x-ipynb+json", toIpynb(notebook(), await snapshot()));
    }),
    percent: make(async () => {
      const {toPercent} = await import("../../document/formats/percent.ts");
      save(".ts", "text/typescript", toPercent(notebook()));
    }),
    html: make(async () => {
      const {toHtml} = await import("../../document/formats/html.ts");
      const title = app.headings()[0]?.text ?? toStem(app);
      save(".html", "text/html", await toHtml(notebook(), {title, snapshot: await snapshot()}));
    }),
    outputs: make(async () =>
      save(".outputs.json", "application/json", writeSnapshot(await snapshot()))
    )
  };
}

/** A file's name from the notebook's first heading. */
function toStem(app: App): string {
  const title = app.headings()[0]?.text ?? "";
  return (
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, "-")
      .replace(/^-|-$/g, "") || "notebook"
  );
}
