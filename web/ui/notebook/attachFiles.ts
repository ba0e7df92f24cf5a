// Files dropped on the notebook: kept with it by the page, and a cell offered that reads the first one.
import {say} from "../../say.ts";
import type {Toasts} from "../createToasts.ts";
import type {PageRequests} from "./pageRequests.ts";

/** How a file of a kind is read; others as bytes. */
const READERS: Record<string, string> = {
  csv: "csv({typed: true})",
  tsv: "tsv({typed: true})",
  json: "json()",
  txt: "text()",
  md: "text()",
  png: "image()",
  jpg: "image()",
  jpeg: "image()",
  webp: "image()",
  gif: "image()",
  svg: "image()"
};

/** A cell that reads an attached file under a name made of the file's. */
export function writeReader(file: string): string {
  const [, stem = file, ending = ""] = /^(.+?)(?:\.([^.]*))?$/.exec(file) ?? [];
  const words = stem.normalize("NFKD").match(/[A-Za-z0-9]+/g) ?? [];
  const joined = words.map((word, i) => (i === 0 ? word : word[0].toUpperCase() + word.slice(1)));
  const name = joined.join("").replace(/^(?=\d|$)/, "file");
  const reader = READERS[ending.toLowerCase()] ?? "arrayBuffer()";
  return `const ${name} = await FileAttachment(${JSON.stringify(file)}).${reader};\ndisplay(${name});`;
}

export async function attachFiles(
  files: readonly File[],
  requests: Pick<PageRequests, "attach">,
  {show}: Pick<Toasts, "show">,
  insert: (source: string) => void
): Promise<void> {
  const kept: string[] = [];
  for (const file of files) {
    try {
      await requests.attach(file.name, await file.arrayBuffer());
      kept.push(file.name);
    } catch (error) {
      show(say("cell.notAttached", {name: file.name, problem: (error as Error).message}));
    }
  }
  if (kept.length === 0) return;
  show(
    kept.length === 1
      ? say("cell.attached", {name: kept[0]})
      : say("cell.attachedMany", {n: kept.length}),
    {label: say("cell.insertReader"), act: () => kept.forEach((name) => insert(writeReader(name)))}
  );
}
