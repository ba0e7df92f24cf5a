// Which memory programs of heterodyne scattering work in.
import type {Counter} from "../../programs/order.ts";
import type {Programs} from "../../programs/programs.ts";
import {OwnSite} from "./ownSite.ts";
import {SharedSite} from "./sharedSite.ts";
import type {Site} from "./site.ts";

export interface SiteHooks {
  programs: Pick<Programs, "open" | "desk">;
  /** Of the session: jobs wait for the crew where one is being started, and fail when it ends. */
  session: Pick<Counter, "ask" | "submit">;
  /** A module by its file's name: `<folder>.strict.wasm` or `<folder>.relaxed.wasm`. */
  loadProgram: (file: string) => Promise<Uint8Array<ArrayBuffer>>;
  /** whether WebAssembly has SIMD here. */
  simd: boolean;
  relaxed: boolean;
  /** bytes that a memory may grow to. */
  memory: number;
}

export async function makeSite(hooks: SiteHooks): Promise<Site> {
  const {programs, session, loadProgram, relaxed, simd, memory: limit} = hooks;
  const loadModule = (folder: string): Promise<Uint8Array<ArrayBuffer>> =>
    loadProgram(`${folder}.${relaxed ? "relaxed" : "strict"}.wasm`);
  if (!simd) return new OwnSite({limit, simd, loadModule});
  // eslint-disable-next-line @typescript-eslint/require-await
  const desk = await session.ask(async () => programs.desk);
  return desk.crew.memory
    ? new SharedSite({
        programs,
        submit: (what, send) => session.submit(what, send),
        desk,
        loadModule
      })
    : new OwnSite({limit, simd, loadModule});
}
