// The AssemblyScript compiler as one classic script. Its modules wait at their top level for the WASM inside
// (binaryen), which a classic script may not: the whole stands in an async function.
import {fileURLToPath} from "node:url";
import {Script} from "node:vm";
import {ASC_ASSET} from "../live/words.ts";
import {keepBuilt} from "./keepBuilt.ts";
import {bundle} from "./script.ts";

const ENTRY = "web/live/ascWorker.ts";

/** What `host.fetchAsset` gives live cells, by name. */
export async function buildLiveAssets(): Promise<Record<string, Uint8Array>> {
  const kept = await keepBuilt("live", [ENTRY, ...PARTS], async () => ({
    [ASC_ASSET]: await bundleCompiler()
  }));
  return {[ASC_ASSET]: new TextEncoder().encode(kept[ASC_ASSET])};
}

/** What the worker's script is made from, besides packages. */
const PARTS = [
  "web/live/compileKernel.ts",
  "web/live/words.ts",
  "web/build/live.ts",
  "web/build/script.ts"
];

/** asc fetches a few bytes of WASM from a data: URL, which a notebook's policy counts as network. */
const LOCAL_FETCH = `const fetch = async (url) => new Response(
  Uint8Array.from(atob(url.slice(url.indexOf(",") + 1)), (letter) => letter.charCodeAt(0)),
  {headers: {"content-type": "application/wasm"}}
);
`;

/** A rejection is no error that a worker's owner hears of. */
const REPORT = ".catch((error) => setTimeout(() => { throw error; }))";

async function bundleCompiler(): Promise<string> {
  const output = await bundle({
    // asc names Node's modules, for the sake of Node
    logLevel: "error",
    // what is only for Node falls away
    define: {
      "import.meta.url": "self.location.href",
      "import.meta.resolve": "undefined",
      "globalThis.process": "undefined"
    },
    build: {
      rolldownOptions: {
        input: fileURLToPath(new URL(`../../${ENTRY}`, import.meta.url)),
        output: {format: "es", codeSplitting: false}
      }
    }
  });
  if (output.length !== 1)
    throw new Error(`live: expected one script from ${ENTRY}, got ${output.length}`);
  const script = `(async()=>{${LOCAL_FETCH}${output[0].code.trim()}\n})()${REPORT};`;
  // throws for what only a module may say
  new Script(script);
  return script;
}
