// Compiles every kernel into two WASM modules from the same sources: strict.wasm (the same bits in
// every browser) and relaxed.wasm (fused multiply-adds where the machine has them).
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
  const entries = files.filter((file) => {
    const folder = basename(dirname(file));
    return basename(file) === `${folder}.as.ts` || HOST_FILES.includes(file);
  });
  return {files, entries};
}

/** Files that export to the host but are no kernel. */
const HOST_FILES = ["lanes", "memory", "park"].map((name) => `kernels-as/lib/${name}.as.ts`);

/** Compiles what has changed; resolves to the paths of the two modules. */
export async function buildKernels({log = console.log} = {}) {
  const {files, entries} = findSources();
  const hash = createHash("sha256").update(JSON.stringify([SHARED_FLAGS, FLAVOURS, entries]));
  for (const file of files) hash.update(file).update(readFileSync(join(root, file)));
  const key = hash.digest("hex");
  const stamp = join(out, "stamp");
  const paths = Object.fromEntries(
    Object.keys(FLAVOURS).map((name) => [name, join(out, `${name}.wasm`)])
  );
  const fresh = existsSync(stamp) && readFileSync(stamp, "utf8") === key;
  if (fresh && Object.values(paths).every((path) => existsSync(path))) return paths;

  mkdirSync(out, {recursive: true});
  const {default: asc} = await import("assemblyscript/asc");
  for (const [name, flags] of Object.entries(FLAVOURS)) {
    const {error, stderr} = await asc.main(
      [
        ...entries,
        "--baseDir",
        root,
        "--outFile",
        relative(root, paths[name]),
        ...SHARED_FLAGS,
        ...flags
      ],
      {stdout: undefined, stderr: undefined}
    );
    const text = stderr.toString();
    if (text.trim()) log(text);
    if (error) throw new Error(`kernels: asc failed on the ${name} module: ${error.message}`);
  }
  writeFileSync(stamp, key);
  return paths;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const paths = await buildKernels();
  for (const path of Object.values(paths))
    console.log(relative(root, path), readFileSync(path).length);
}
