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
  "--initialMemory", "4", "--maximumMemory", "65536",
  "--enable", "simd", "--enable", "threads", "--noAssert",
  "--disableWarning", "112" // lane functions pass vectors, to other modules only
]; // prettier-ignore
/** Where the kernels' static data begin: CONTROL_END of worker/pool/control.ts. */
const KERNEL_DATA = 8192;
/** Where a program's begin that has any: all programs share one memory with the kernels. From PROGRAM_DATA there. */
const PROGRAM_DATA = {heterodyneSums: 32768, heterodyneGram: 49152};
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
    {name: flavour, flags: [...FLAVOURS[flavour], ...dataAt(KERNEL_DATA)], entries},
    ...programs.map((file) => {
      const program = basename(dirname(file));
      const flags = [...FLAVOURS[flavour], ...dataAt(PROGRAM_DATA[program] ?? KERNEL_DATA)];
      return {name: `${program}.${flavour}`, flags, entries: [file]};
    })
  ]);
  const stamp = join(out, "stamp");
  const known = existsSync(stamp) ? readStamp(stamp) : {};
  const paths = Object.fromEntries(modules.map(({name}) => [name, join(out, `${name}.wasm`)]));
  const keys = Object.fromEntries(
    modules.map((module) => [module.name, hashModule(module, files)])
  );
  mkdirSync(out, {recursive: true});
  for (const {name, flags, entries} of modules) {
    if (known[name] === keys[name] && existsSync(paths[name])) continue;
    await compile(paths[name], entries, flags, log);
    known[name] = keys[name];
    writeFileSync(stamp, JSON.stringify(known, null, 1));
  }
  if (Object.keys(known).some((name) => !keys[name]))
    writeFileSync(stamp, JSON.stringify(keys, null, 1));
  return paths;
}

function dataAt(base) {
  return ["--memoryBase", String(base)];
}

function readStamp(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return {}; // of another form, or cut off
  }
}

/** A module is made of its entries and of what they import, directly or not. */
function hashModule({flags, entries}, files) {
  const hash = createHash("sha256").update(JSON.stringify([SHARED_FLAGS, flags]));
  const seen = new Set();
  const take = (file) => {
    if (seen.has(file)) return;
    seen.add(file);
    const text = readFileSync(join(root, file), "utf8");
    for (const [, path] of text.matchAll(/from\s+"(\.[^"]+)"/g)) {
      const target = join(dirname(file), path.replace(/\.ts$/, "")) + ".ts";
      if (files.includes(target)) take(target);
    }
  };
  entries.forEach(take);
  for (const file of [...seen].sort()) hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest("hex");
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
