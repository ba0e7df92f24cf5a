// The words between a live kernel's compiler, wherever it runs, and the cell that wants one.

/** Something that a compiler has to say about a place in a cell. */
export interface Remark {
  severity: "error" | "warning";
  /** with the compiler's own number, such as `AS200: …`. */
  message: string;
  /** in the cell, from 1. */
  line: number;
  column: number;
  length: number;
}

export interface KernelOptions {
  /** memory that threads can share. */
  shared: boolean;
  /** the memory's limit in pages of 64 KiB. */
  pages: number;
}

/** What asc makes of a cell. */
export interface KernelBuild {
  /** undefined: the remarks say why. */
  made:
    | {
        wasm: Uint8Array<ArrayBuffer>;
        /** an ES module, by asc, that instantiates and turns values into what WASM takes and back. */
        bindings: string;
        /** the types of those exports. */
        declarations: string;
        /** the module as text. */
        wat: string;
      }
    | undefined;
  remarks: Remark[];
}

export type CompileKernel = (source: string, options: KernelOptions) => Promise<KernelBuild>;

/** What compiled cells hand to `run`: the notebook's own `display` and `progress`, for this run. */
export interface LiveWishes {
  /** the names that the cell is to define. */
  names: string[];
  /** what they are gathered under besides. */
  gather: string | undefined;
  display: (value: unknown) => unknown;
  progress: (done: number, total: number, phase?: string) => void;
}

/** The module that a live cell imports. */
export interface LiveModule extends Record<string, unknown> {
  /** Throws a CellSyntaxError at the first mistake in the cell. */
  run(source: string, wishes: LiveWishes): Promise<Record<string, unknown>>;
}
