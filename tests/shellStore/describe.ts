import type {Head} from "../../web/shell/store/newRecord.ts";

/** The first heading only: what a text says of itself is the document's matter, not the store's. */
export function describe(text: string): Promise<Head> {
  const title = /^\ufeff?# (.*)$/m.exec(text)?.[1] ?? "";
  return Promise.resolve({title, description: "", tags: []});
}
