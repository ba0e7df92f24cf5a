// AssemblyScript to WASM by asc itself: in a worker of the page (ascWorker.ts), and in Node as it is.
import * as asc from "assemblyscript/asc";
import type {KernelBuild, KernelOptions, Remark} from "./types.ts";

/** What the cell is called in messages and in the module's text. */
const FILE = "cell";

let last: Promise<unknown> = Promise.resolve();

/** One at a time: the compiler's state is global. */
export function compileKernel(source: string, options: KernelOptions): Promise<KernelBuild> {
  const next = last.then(() => compile(source, options));
  last = next.catch(() => undefined);
  return next;
}

async function compile(source: string, {shared, pages}: KernelOptions): Promise<KernelBuild> {
  const files = new Map<string, string | Uint8Array<ArrayBuffer>>();
  const remarks: Remark[] = [];
  const {error} = await asc.main(
    [
      `${FILE}.ts`, "-O3", "--outFile", `${FILE}.wasm`, "--textFile", `${FILE}.wat`, "--bindings", "raw",
      // what a call allocates stays until the host asks for a collection: nothing in loops pays for it
      "--runtime", "minimal", "--exportRuntime", "--enable", "simd", "--enable", "threads",
      "--maximumMemory", String(pages), ...(shared ? ["--sharedMemory"] : [])
    ], // prettier-ignore
    {
      readFile: (name) => (name === `${FILE}.ts` ? source : null),
      writeFile: (name, contents) =>
        void files.set(name, contents as string | Uint8Array<ArrayBuffer>),
      listFiles: () => [],
      reportDiagnostic: (diagnostic) => remarks.push(toRemark(diagnostic, source))
    }
  );
  if (!error) {
    const text = (ending: string) => files.get(FILE + ending) as string;
    const wasm = files.get(`${FILE}.wasm`) as Uint8Array<ArrayBuffer>;
    const [bindings, declarations, wat] = [text(".js"), text(".d.ts"), text(".wat")];
    return {made: {wasm, bindings, declarations, wat}, remarks};
  }
  // a fault of the compiler itself
  if (!remarks.some(({severity}) => severity === "error"))
    remarks.push({severity: "error", message: `asc: ${error.message}`, ...START});
  return {made: undefined, remarks};
}

const START = {line: 1, column: 1, length: 1};
const ERROR = 3;

function toRemark({code, category, message, range}: asc.DiagnosticMessage, source: string): Remark {
  const severity = category >= ERROR ? "error" : "warning";
  // the compiler numbers its own messages below 1000, and takes the others from TypeScript
  const text = `${code < 1000 ? "AS" : "TS"}${code}: ${message}`;
  const where = range as {start: number; end: number; source?: {normalizedPath: string}} | null;
  if (where?.source?.normalizedPath !== `${FILE}.ts`) {
    const path = where?.source ? ` (${where.source.normalizedPath})` : "";
    return {severity, message: text + path, ...START};
  }
  const lines = source.slice(0, where.start).split("\n");
  const column = lines.at(-1).length + 1;
  return {severity, message: text, line: lines.length, column, length: where.end - where.start};
}
