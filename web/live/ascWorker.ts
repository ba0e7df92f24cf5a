// The AssemblyScript compiler's worker: one classic script, because a sandboxed document starts no other.
import {expose} from "comlink";
import {compileKernel} from "./compileKernel.ts";
import {READY} from "./words.ts";

expose(compileKernel);
postMessage(READY);
