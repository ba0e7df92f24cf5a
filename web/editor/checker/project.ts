// The notebook as files for a TypeScript language service. A cell is its source plus a suffix, so that
// offsets in the editor are offsets in the file; what other cells see of it stands in one generated file.
import type ts from "typescript";
import {toInlineProgram} from "./prose.ts";
import {findTopLevel, type TopLevel} from "./topLevel.ts";
import type {CheckedCell} from "./words.ts";

export const NAMES = "/cells/names.d.ts";
const LIBRARY = "/lib/";
/** What is at the top of the declarations (web/build/types.ts) declares names, the rest is imported. */
const ROOT = /^\/[^/]+$/;
/** What a value of one cell is in another: promises are awaited, generators give what they yield. */
const SETTLED = `type Settled<T> =
  T extends AsyncGenerator<infer Y, any, any> ? Y
  : T extends Generator<infer Y, any, any> ? Y
  : Awaited<T>;`;

interface CellFile {
  cell: CheckedCell;
  path: string;
  /** the source as a program, without the suffix. */
  program: string;
  top: TopLevel;
}

interface Text {
  text: string;
  version: number;
}

/** A name's home. */
export interface Owner {
  id: string;
  path: string;
  /** where its declaration stands; undefined if the compiler does not see one. */
  start: number | undefined;
}

export class Project implements ts.LanguageServiceHost {
  readonly #compiler: typeof ts;
  readonly #texts = new Map<string, Text>();
  readonly #roots: string[];
  readonly #stdlib: Set<string>;
  readonly #numbers = new Map<string, number>();
  #cells = new Map<string, CellFile>();
  #owners = new Map<string, Owner>();
  #version = 0;
  /** names that the libraries declare: a cell's own must not be declared beside them. */
  #taken = new Set<string>();

  constructor(compiler: typeof ts, declarations: Record<string, string>) {
    this.#compiler = compiler;
    for (const [path, text] of Object.entries(declarations)) this.#write(path, text);
    this.#roots = Object.keys(declarations).filter((path) => ROOT.test(path));
    const named = this.#roots.flatMap((path) => [
      ...declarations[path].matchAll(/^const (\w+):/gm)
    ]);
    this.#stdlib = new Set(named.map(([, name]) => name));
  }

  /** Whether a name is one of ours, not one of the browser's many. */
  isOurs(name: string): boolean {
    return this.#owners.has(name) || this.#stdlib.has(name);
  }

  setTaken(names: Iterable<string>): void {
    this.#taken = new Set(names);
  }

  setCells(cells: readonly CheckedCell[]): void {
    const files = new Map<string, CellFile>();
    for (const cell of cells) if (cell.language !== "wgsl") files.set(cell.id, this.#read(cell));
    for (const [id, {path}] of this.#cells)
      if (files.get(id)?.path !== path) this.#texts.delete(path);
    this.#cells = files;
    this.#link(cells);
  }

  setSource(id: string, source: string): void {
    const known = this.#cells.get(id);
    if (!known) return;
    const cells = [...this.#cells.values()].map(({cell}) =>
      cell.id === id ? {...cell, source} : cell
    );
    this.#cells.set(id, this.#read({...known.cell, source}));
    this.#link(cells);
  }

  find(id: string): CellFile | undefined {
    return this.#cells.get(id);
  }

  /** The cell that a file is made of. */
  findByPath(path: string): CellFile | undefined {
    for (const file of this.#cells.values()) if (file.path === path) return file;
    return undefined;
  }

  ownerOf(name: string): Owner | undefined {
    return this.#owners.get(name);
  }

  paths(): string[] {
    return [...this.#cells.values()].map(({path}) => path);
  }

  /** Where a name stands in the generated file. */
  findInNames(name: string): number {
    const text = this.#texts.get(NAMES)?.text ?? "";
    return text.search(new RegExp(`(?<=const )${name.replaceAll("$", "\\$")}(?=:)`));
  }

  #read(cell: CheckedCell): CellFile {
    const known = this.#cells.get(cell.id);
    if (known?.cell.source === cell.source && known.cell.language === cell.language)
      return {...known, cell};
    let number = this.#numbers.get(cell.id);
    if (number === undefined) this.#numbers.set(cell.id, (number = this.#numbers.size));
    const program = cell.language === "md" ? toInlineProgram(cell.source) : cell.source;
    const path = `/cells/${number}.${cell.language === "js" ? "js" : "ts"}`;
    const {ScriptTarget, createSourceFile} = this.#compiler;
    const parsed = createSourceFile(path, program, ScriptTarget.Latest);
    return {cell, path, program, top: findTopLevel(this.#compiler, parsed)};
  }

  /** Writes every cell's suffix and the file of names. */
  #link(cells: readonly CheckedCell[]): void {
    this.#owners = new Map();
    const globals: string[] = [];
    const exports: string[] = [];
    const imports = new Map<string, "value" | "type">();
    const addValue = (name: string, type: string) => {
      const isTaken = this.#taken.has(name);
      if (isTaken) imports.set(name, "value");
      (isTaken ? exports : globals).push(
        `${isTaken ? "export declare " : ""}const ${name}: ${type};`
      );
    };
    for (const {id, language, defines} of cells) {
      const file = this.#cells.get(id);
      const from = file && `./${file.path.slice("/cells/".length).replace(/\.\w+$/, "")}`;
      for (const name of defines) {
        if (this.#owners.has(name)) continue;
        this.#owners.set(name, {id, path: file?.path ?? "", start: file?.top.places.get(name)});
        if (language === "as" || language === "wgsl" || !from) addValue(name, "any");
        else if (file.top.classes.has(name)) {
          imports.set(name, "value");
          exports.push(`export {${name}} from "${from}";`);
        } else addValue(name, `Settled<typeof import("${from}").${name}>`);
      }
      for (const name of file?.top.types ?? []) {
        if (language === "as" || this.#owners.has(name)) continue;
        this.#owners.set(name, {id, path: file!.path, start: file!.top.places.get(name)});
        imports.set(name, "type");
        exports.push(`export type {${name}} from "${from}";`);
      }
    }
    this.#write(
      NAMES,
      `${SETTLED}\ndeclare global {\n${globals.join("\n")}\n}\n${exports.join("\n")}\nexport {};`
    );
    for (const file of this.#cells.values())
      this.#write(file.path, file.program + toSuffix(file, imports));
  }

  #write(path: string, text: string): void {
    if (this.#texts.get(path)?.text !== text)
      this.#texts.set(path, {text, version: ++this.#version});
  }

  // what a language service asks of its host

  getCompilationSettings(): ts.CompilerOptions {
    const {ScriptTarget, ModuleKind, ModuleResolutionKind, ModuleDetectionKind} = this.#compiler;
    return {
      target: ScriptTarget.ESNext,
      module: ModuleKind.ESNext,
      moduleResolution: ModuleResolutionKind.Bundler,
      moduleDetection: ModuleDetectionKind.Force,
      lib: [
        "lib.esnext.d.ts",
        "lib.dom.d.ts",
        "lib.dom.iterable.d.ts",
        "lib.dom.asynciterable.d.ts"
      ],
      types: [],
      strict: true,
      noImplicitAny: false,
      allowJs: true,
      skipLibCheck: true,
      noEmit: true
    };
  }
  getScriptFileNames = () => [...this.#roots, NAMES, ...this.paths()];
  getScriptVersion = (path: string) => String(this.#texts.get(path)?.version ?? 0);
  getScriptSnapshot = (path: string) => {
    const text = this.readFile(path);
    return text === undefined ? undefined : this.#compiler.ScriptSnapshot.fromString(text);
  };
  getCurrentDirectory = () => "/";
  getDefaultLibFileName = () => `${LIBRARY}lib.esnext.d.ts`;
  fileExists = (path: string) => this.#texts.has(path);
  readFile = (path: string) => this.#texts.get(path)?.text;
}

function toSuffix({cell, top}: CellFile, imports: ReadonlyMap<string, "value" | "type">): string {
  const isScript = cell.language === "js";
  const own = cell.defines.filter((name) => top.places.has(name));
  const names = [...own, ...(isScript ? [] : [...top.types].filter((name) => !own.includes(name)))];
  const taken = [...imports]
    .filter(([name, kind]) => !top.places.has(name) && !(isScript && kind === "type"))
    .map(([name, kind]) => (kind === "type" ? `type ${name}` : name));
  const suffix = `\n;export {${names.join(", ")}};`;
  return taken.length > 0 ? `${suffix}import {${taken.join(", ")}} from "./names";` : suffix;
}
