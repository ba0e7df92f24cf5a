// The modules that live cells import: `as:` and `wgsl:`, one of each for a document.
import type {Host} from "../host.ts";
import {say} from "../say.ts";
import type {CompileKernel, LiveModule} from "./types.ts";
import {makeKernelRunner} from "./runKernel.ts";
import {runShader} from "./runShader.ts";
import {ASC_ASSET} from "./words.ts";

export interface LiveParts {
  /** the sandboxed document's way out; none in Node. */
  host?: Pick<Host, "fetchAsset" | "settings">;
  /** in Node: `compileKernel` (compileKernel.ts), which brings the whole compiler along. */
  compile?: CompileKernel;
}

const modules = new Map<string, LiveModule>();

/** Gives the module that a compiled live cell imports. */
export function loadLive(specifier: string, parts: LiveParts): Promise<Record<string, unknown>> {
  const known = modules.get(specifier);
  if (known) return Promise.resolve(known);
  const run = specifier === "as:" ? makeKernelRunner(findHome(parts)) : runShader;
  const made: LiveModule = {run};
  modules.set(specifier, made);
  return Promise.resolve(made);
}

function findHome({host, compile}: LiveParts): Parameters<typeof makeKernelRunner>[0] {
  if (compile) return {loadCompiler: () => Promise.resolve(compile), shared: true};
  if (!host)
    return {
      loadCompiler: () => Promise.reject(new Error(say("live.noCompilerHere"))),
      shared: false
    };
  const {shared, memory, workers} = host.settings;
  return {
    async loadCompiler() {
      if (!workers) throw new Error(say("live.noCompilerHere"));
      const {startAsc} = await import("./startAsc.ts");
      return startAsc(await host.fetchAsset(ASC_ASSET));
    },
    shared: shared && globalThis.crossOriginIsolated,
    ...(memory === undefined ? {} : {memory})
  };
}
