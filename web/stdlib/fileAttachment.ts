import {parseNpy, type NpyArray} from "./npy.ts";

/** A row of a table, by column; with `typed` numbers, dates and booleans are told from text. */
export type Row = Record<string, string | number | boolean | Date | null>;
export type Rows = Row[] & {columns: string[]};

export interface TableOptions {
  /** tell numbers, dates, booleans and missing values from text; default false. */
  typed?: boolean;
  /** rows as arrays instead of records: the first line is data too. */
  array?: boolean;
}

/** How a file's bytes can be read. */
export interface FileReaders {
  json(): Promise<unknown>;
  /** Comma-separated values as records by the names in the first line; `typed` tells numbers from text. */
  csv(options?: TableOptions): Promise<Rows>;
  /** As `csv`, separated by tabs. */
  tsv(options?: TableOptions): Promise<Rows>;
  /** An array as NumPy saves it: `{shape, fortranOrder, data}`. */
  npy(): Promise<NpyArray>;
}

/** A file attached to the notebook, read in the way its caller wishes. */
export interface FileAttachment extends FileReaders {
  readonly name: string;
  text(): Promise<string>;
  arrayBuffer(): Promise<ArrayBuffer>;
  blob(): Promise<Blob>;
  image(options?: {alt?: string; width?: number; height?: number}): Promise<HTMLImageElement>;
}

/** A file that the reader chose in a control. */
export type ChosenFile = File & FileReaders;

export type LoadFile = (name: string) => Promise<ArrayBuffer>;

const TYPES: Record<string, string> = {
  csv: "text/csv",
  gif: "image/gif",
  jpeg: "image/jpeg",
  jpg: "image/jpeg",
  json: "application/json",
  png: "image/png",
  svg: "image/svg+xml",
  tsv: "text/tab-separated-values",
  txt: "text/plain",
  webp: "image/webp"
};

export function makeFileAttachment(load: LoadFile, document: Document | undefined) {
  return (name: string): FileAttachment => {
    if (typeof name !== "string" || name === "")
      throw new TypeError(`FileAttachment: expected a file's name, got ${String(name)}`);
    const read = () => load(name);
    const text = async () => new TextDecoder().decode(await read());
    const blob = async () =>
      new Blob([await read()], {type: TYPES[name.split(".").at(-1).toLowerCase()] ?? ""});
    return {
      name,
      text,
      blob,
      arrayBuffer: read,
      ...makeReaders(name, read),
      async image({alt = name, width, height} = {}) {
        if (!document) throw new Error("FileAttachment.image: needs a document, got none here");
        const image = document.createElement("img");
        const url = URL.createObjectURL(await blob());
        Object.assign(image, {alt, src: url}, width && {width}, height && {height});
        await image.decode().finally(() => URL.revokeObjectURL(url));
        return image;
      }
    };
  };
}

/** A chosen file can be read as an attached one can. */
export function withReaders(file: File): ChosenFile {
  return Object.assign(
    file,
    makeReaders(file.name, () => file.arrayBuffer())
  );
}

function makeReaders(name: string, read: () => Promise<ArrayBuffer>): FileReaders {
  const text = async () => new TextDecoder().decode(await read());
  return {
    json: async () => JSON.parse(await text()) as unknown,
    csv: async (options) => parseTable(await text(), "csv", options),
    tsv: async (options) => parseTable(await text(), "tsv", options),
    npy: async () => parseNpy(await read(), name)
  };
}

interface Dsv {
  parse(text: string, row?: unknown): Rows;
  parseRows(text: string, row?: unknown): Rows;
}

async function parseTable(
  text: string,
  kind: "csv" | "tsv",
  {typed = false, array = false}: TableOptions = {}
): Promise<Rows> {
  const dsv = (await import("d3-dsv")) as {dsvFormat: (by: string) => Dsv; autoType: unknown};
  const format = dsv.dsvFormat(kind === "csv" ? "," : "\t");
  const given = text.replace(/^\ufeff/, "");
  return format[array ? "parseRows" : "parse"](given, typed ? dsv.autoType : undefined);
}
