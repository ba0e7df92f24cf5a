// What the editor's type checker has to know besides the cells: the language's and the browser's
// libraries, and everything that a cell can name, emitted from the sources with their doc comments.
import {existsSync, readFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";
import ts from "typescript";
import {keepBuilt} from "./keepBuilt.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const GLOBALS = join(ROOT, "web/stdlib/globals.ts");
/** The name of the interface in it. */
const INTERFACE = "Globals";

/** What cells import from elsewhere has no types. */
const MODULES = 'declare module "npm:*";\ndeclare module "https://*";';

/** Declarations by the paths that `web/editor/checker/project.ts` knows. */
export function buildDeclarations(): Promise<Record<string, string>> {
  // whatever the stdlib's types come from is in one of these
  return keepBuilt("declarations", ["kernels-as", "worker", "web"], async () => {
    const libraries = await findLibraries();
    return {...libraries, ...emitGlobals(Object.values(libraries).join("\n"))};
  });
}

/** Of the compiler inside Monaco: those of the language and of the DOM. */
async function findLibraries(): Promise<Record<string, string>> {
  const {libFileMap} = await import("monaco-editor/languages/features/typescript/lib/lib.js");
  const found: Record<string, string> = {};
  const add = (name: string) => {
    const file = `lib.${name}.d.ts`;
    if (`/lib/${file}` in found) return;
    const text = libFileMap[file];
    if (text === undefined) throw new Error(`types: missing ${file} in monaco-editor`);
    // the browser's pages of documentation weigh more than its types
    found[`/lib/${file}`] = name.startsWith("dom") ? dropComments(text) : dropLicence(text);
    for (const [, reference] of text.matchAll(/^\/\/\/ <reference lib="([^"]+)"/gm)) add(reference);
  };
  for (const name of ["esnext", "dom", "dom.iterable", "dom.asynciterable"]) add(name);
  return found;
}

function dropLicence(text: string): string {
  return text.replace(/^\/\*![^]*?\*\/\s*/, "");
}

function dropComments(text: string): string {
  return text.replace(/\/\*[^]*?\*\/\s*/g, "").replace(/^ {4}/gm, " ");
}

/** The stdlib's types, and a file that makes every member of its interface a name. */
function emitGlobals(libraries: string): Record<string, string> {
  const program = ts.createProgram([GLOBALS], {
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ["lib.esnext.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts", "lib.dom.asynciterable.d.ts"],
    types: ["@webgpu/types"],
    strict: true,
    skipLibCheck: true,
    declaration: true,
    emitDeclarationOnly: true,
    allowImportingTsExtensions: true,
    resolveJsonModule: true,
    rootDir: ROOT,
    outDir: ROOT
  });
  const found: Record<string, string> = {};
  const toPath = (file: string) => `/${file.slice(ROOT.length)}`;
  program.emit(
    undefined,
    (file, text) => (found[toPath(file)] = dropExtensions(text)),
    undefined,
    true
  );
  for (const file of program.getSourceFiles()) {
    const {fileName} = file;
    if (!file.isDeclarationFile || program.isSourceFileDefaultLibrary(file)) continue;
    found[toPath(fileName)] = dropExtensions(file.text);
    const manifest = findManifest(fileName);
    if (manifest) found[toPath(manifest)] = readFileSync(manifest, "utf8");
  }
  return {...found, "/globals.d.ts": nameGlobals(program, libraries), "/modules.d.ts": MODULES};
}

function findManifest(file: string): string | undefined {
  if (!file.includes("/node_modules/")) return undefined;
  let folder = dirname(file);
  while (!existsSync(join(folder, "package.json"))) folder = dirname(folder);
  return join(folder, "package.json");
}

/** There are no sources where the checker looks, only declarations. */
function dropExtensions(text: string): string {
  return text.replace(/((?:from |import\()"\.[^"]*)\.tsx?"/g, '$1"');
}

function nameGlobals(program: ts.Program, libraries: string): string {
  const file = program.getSourceFile(GLOBALS);
  const isWanted = (node: ts.Node): node is ts.InterfaceDeclaration =>
    ts.isInterfaceDeclaration(node) && node.name.text === INTERFACE;
  const members = file?.statements.find(isWanted)?.members;
  if (!members) throw new Error(`types: missing interface ${INTERFACE} in ${GLOBALS}`);
  const lines = members.flatMap((member) => {
    const name = member.name?.getText(file) ?? "";
    // the language's own stay as they are
    if (new RegExp(`^declare (var|function|const) ${name}\\b`, "m").test(libraries)) return [];
    const docs = ts
      .getJSDocCommentsAndTags(member)
      .filter(ts.isJSDoc)
      .map((doc) => doc.getText(file));
    return [...docs, `const ${name}: ${INTERFACE}["${name}"];`];
  });
  return [
    '/// <reference path="./node_modules/@webgpu/types/dist/index.d.ts" />',
    `import type {${INTERFACE}} from "./web/stdlib/globals";`,
    "declare global {",
    ...lines,
    "}"
  ].join("\n");
}
