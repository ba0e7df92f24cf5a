/** What drawing a value needs of the world around it. */
export interface InspectContext {
  /** the value's name, for headings and file names. */
  name?: string;
  document: Document;
  /** hands a file to the reader. */
  download: (name: string, mime: string, bytes: Uint8Array<ArrayBuffer>) => void;
  /** puts text on the clipboard; without it the document's own clipboard is tried. */
  copy?: (text: string) => Promise<void>;
  /** brings a line of a cell into view. */
  goTo?: (cell: string, line: number, column: number) => void;
}

/** A file name's stem from a value's name. */
export function toStem(context: InspectContext): string {
  const name = (context.name ?? "").replace(/[^\p{L}\p{N}_-]+/gu, "-").replace(/^-+|-+$/g, "");
  return name || "output";
}

/** Text as the bytes of a file. */
export function toBytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}
