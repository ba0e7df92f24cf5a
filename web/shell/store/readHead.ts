import type {Head} from "./newRecord.ts";

const FRONT = /^\ufeff?---[ \t]*\r?\n/;

/** Title, description and tags of a text; the reader of YAML is loaded only for those that have some. */
export async function readHead(text: string): Promise<Head> {
  const heading = /^#[ \t]+(.+?)[ \t#]*\r?$/m.exec(text.replace(/^\ufeff/, ""))?.[1] ?? "";
  if (!FRONT.test(text)) return {title: heading, description: "", tags: []};
  const [{parseNotebook}, {readFront}] = await Promise.all([
    import("../../document/parse.ts"),
    import("../../document/front.ts")
  ]);
  const {title, description, tags} = readFront(parseNotebook(text));
  return {title: title ?? heading, description: description ?? "", tags};
}
