// What there is to open: a text, where it came from, and what the page knows of it.
import type {Expected, OpenNotebook} from "../../protocol.ts";
import type {SiteFiles} from "../files.ts";
import type {NotebookRecord, NotebookStore, Origin} from "../store/types.ts";
import {say} from "../../say.ts";

export interface Source {
  text: string;
  /** as it stands in the text's front matter; may be anything. */
  title: string;
  origin: Origin;
  /** the reader's own copy, where that is what is opened. */
  record: NotebookRecord | undefined;
  /** JSON of what the build prepared. */
  ready: string | undefined;
  /** the sidecar's text, where one came along. */
  snapshot: string | undefined;
  controls: Record<string, unknown>;
  expected: Expected[];
  /** the engine that a link was made with, where it is another. */
  engine: string | undefined;
  /** one sentence worth saying, such as which commit a branch stood for. */
  remark: string | undefined;
}

export function toSource(
  given: Pick<Source, "text" | "title" | "origin"> & Partial<Source>
): Source {
  const nothing = undefined;
  return {
    record: nothing,
    ready: nothing,
    snapshot: nothing,
    engine: nothing,
    remark: nothing,
    controls: {},
    expected: [],
    ...given
  };
}

export async function openShipped(files: SiteFiles, name: string): Promise<Source> {
  const file = await files.loadShipped(name);
  if (!file) throw new RangeError(say("shell.noShipped", {name}));
  return toSource({
    text: file.text,
    ready: JSON.stringify(file.ready),
    snapshot: file.snapshot,
    title: files.findShipped(name)!.title,
    origin: {kind: "shipped", name}
  });
}

/** The reader's own copy; with what the build prepared, as most of its cells may be as they were. */
export async function openRecord(
  store: NotebookStore,
  id: string,
  files: SiteFiles
): Promise<Source> {
  const record = await store.get(id);
  if (!record) throw new RangeError(say("shell.noRecord"));
  const {title, origin, controls} = record;
  const shipped = origin.kind === "shipped" ? files.loadShipped(origin.name) : undefined;
  const [text, file] = await Promise.all([store.readText(id), shipped?.catch(() => undefined)]);
  void store.update(id, {opened: Date.now()}).catch(() => undefined);
  const ready = file && JSON.stringify(file.ready);
  return toSource({text, title, origin, controls, record, ready});
}

export function toOpen(
  {ready, snapshot, expected}: Source,
  rest: Pick<OpenNotebook, "text" | "controls" | "run" | "embed" | "hosts">
): OpenNotebook {
  const mode = rest.embed ? "app" : "edit";
  return {ready, expected, snapshot, mode, ...rest};
}
