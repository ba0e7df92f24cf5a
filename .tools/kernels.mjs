// Compiles every kernel into two WASM modules from the same sources: strict.wasm (the same bits in
// every browser) and relaxed.wasm (fused multiply-adds where the machine has them). Each program of
// kernels-as/programs becomes two modules of its own, which are loaded when a system first needs them.
import {createHash} from "node:crypto";
import {existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync} from "node:fs";
import {basename, dirname, join, relative} from "node:path";
import {fileURLToPath} from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const out = join(root, "dist/kernels");

const SHARED_FLAGS = [
  "-O3", "--runtime", "stub", "--importMemory", "--noExportMemory", "--sharedMemory",
  "--initialMemory", "4", "--maximumMemory", "65536", "--memoryBase", "8192",
  "--enable", "simd", "--enable", "threads", "--noAssert",
  "--disableWarning", "112" // lane functions pass vectors, to other modules only
]; // prettier-ignore
const FLAVOURS = {strict: [], relaxed: ["--enable", "relaxed-simd"]};

/** Every AssemblyScript file, and which of them are entries: `<folder>/<folder>.as.ts` and `lib/*.as.ts` that export to the host. */
function findSources() {
  const files = readdirSync(join(root, "kernels-as"), {recursive: true})
    .map((file) => join("kernels-as", String(file)))
    .filter(
      (file) =>
        file.endsWith(".as.ts") || file.endsWith("Tables.ts") || file.endsWith("constants.ts")
    )
    .sort();
  const isNamesake = (file) => basename(file) === `${basename(dirname(file))}.as.ts`;
  const isProgram = (file) => dirname(dirname(file)) === PROGRAMS;
  return {
    files,
    entries: files.filter(
      (file) => HOST_FILES.includes(file) || (isNamesake(file) && !isProgram(file))
    ),
    programs: files.filter((file) => isNamesake(file) && isProgram(file))
  };
}

/** Each folder here is a module of its own. */
const PROGRAMS = join("kernels-as", "programs");
/** Files that export to the host but are no kernel. */
const HOST_FILES = ["lanes", "memory", "park"].map((name) => `kernels-as/lib/${name}.as.ts`);

/** Compiles what has changed; resolves to the paths of all modules by name. */
export async function buildKernels({log = console.log} = {}) {
  const {files, entries, programs} = findSources();
  const modules = Object.keys(FLAVOURS).flatMap((flavour) => [
    {name: flavour, flavour, entries},
    ...programs.map((file) => ({
      name: `${basename(dirname(file))}.${flavour}`,
      flavour,
      entries: [file]
    }))
  ]);
  const hash = createHash("sha256").update(JSON.stringify([SHARED_FLAGS, FLAVOURS, modules]));
  for (const file of files) hash.update(file).update(readFileSync(join(root, file)));
  const key = hash.digest("hex");
  const stamp = join(out, "stamp");
  const paths = Object.fromEntries(modules.map(({name}) => [name, join(out, `${name}.wasm`)]));
  const fresh = existsSync(stamp) && readFileSync(stamp, "utf8") === key;
  if (fresh && Object.values(paths).every((path) => existsSync(path))) return paths;

  mkdirSync(out, {recursive: true});
  for (const {name, flavour, entries} of modules)
    await compile(paths[name], entries, FLAVOURS[flavour], log);
  writeFileSync(stamp, key);
  return paths;
}

async function compile(path, entries, flags, log) {
  const {default: asc} = await import("assemblyscript/asc");
  const {error, stderr} = await asc.main(
    [...entries, "--baseDir", root, "--outFile", relative(root, path), ...SHARED_FLAGS, ...flags],
    {stdout: undefined, stderr: undefined}
  );
  const text = stderr.toString();
  if (text.trim()) log(text);
  if (error) throw new Error(`kernels: asc failed on ${basename(path)}: ${error.message}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const paths = await buildKernels();
  for (const path of Object.values(paths))
    console.log(relative(root, path), readFileSync(path).length);
}
