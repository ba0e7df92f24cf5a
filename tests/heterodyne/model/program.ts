// kernels-as/heterodyne/frames.as.ts as a module of its own, with the memory its caller gives it.
import asc from "assemblyscript/asc";
import {fileURLToPath} from "node:url";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

export type FillFrames = (
  settings: number,
  theta: number,
  table: number,
  withSlopes: boolean
) => void;

export interface FramesModule {
  bytes: Uint8Array<ArrayBuffer>;
  fillFrames: FillFrames;
  memory: WebAssembly.Memory;
}

export async function compileFrames(pages: number): Promise<FramesModule> {
  let bytes: Uint8Array<ArrayBuffer> | undefined;
  const {error} = await asc.main(
    [
      "kernels-as/heterodyne/frames.as.ts",
      ...["--baseDir", ROOT, "--outFile", "frames.wasm", "-O3", "--runtime", "stub"],
      ...["--importMemory", "--noExportMemory", "--enable", "simd", "--noAssert"],
      ...["--memoryBase", "8192", "--disableWarning", "112"]
    ],
    {
      writeFile: (_, contents) => {
        bytes = new Uint8Array(contents as Uint8Array);
      }
    }
  );
  if (error || !bytes) throw new Error("frames.as.ts does not compile", {cause: error});
  const memory = new WebAssembly.Memory({initial: pages});
  const {exports} = new WebAssembly.Instance(new WebAssembly.Module(bytes), {env: {memory}});
  return {bytes, fillFrames: exports.fillFrames as FillFrames, memory};
}
