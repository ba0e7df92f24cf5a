// Runs an `as` cell: compiles it unless that has been done, and gives its exports.
import {say} from "../say.ts";
import {openKernel} from "./openKernel.ts";
import {describeRemark, toSyntaxError} from "./toSyntaxError.ts";
import type {CompileKernel, KernelBuild, KernelOptions, LiveWishes} from "./types.ts";

const PAGE = 65536;
/** Bytes that a kernel's memory may grow to where nothing else is said. */
const MOST_MEMORY = 1 << 30;
/** Builds that are kept, the last used ones: undoing an edit compiles nothing. */
const KEPT = 32;

export interface KernelParts {
  /** loads the compiler when it is first called. */
  loadCompiler: () => Promise<CompileKernel>;
  /** whether threads can share memory here. */
  shared: boolean;
  /** bytes that a kernel's memory may grow to. */
  memory?: number;
}

export function makeKernelRunner({loadCompiler, shared, memory = MOST_MEMORY}: KernelParts) {
  const options: KernelOptions = {
    shared,
    pages: Math.max(1, Math.floor(Math.min(memory, MOST_MEMORY) / PAGE))
  };
  const builds = new Map<string, Promise<KernelBuild>>();
  let loading: Promise<CompileKernel> | undefined;

  const build = (source: string, progress: LiveWishes["progress"]): Promise<KernelBuild> => {
    const known = builds.get(source);
    builds.delete(source);
    const made = known ?? compile(source, progress);
    builds.set(source, made);
    if (builds.size > KEPT) builds.delete(builds.keys().next().value!);
    // a compiler that could not be loaded may be had later
    made.catch(() => builds.delete(source));
    return made;
  };
  const compile = async (source: string, progress: LiveWishes["progress"]) => {
    if (!loading) {
      progress(0, 2, say("live.loadingCompiler"));
      loading = loadCompiler();
      loading.catch(() => (loading = undefined));
    }
    const compiler = await loading;
    progress(1, 2, say("live.compiling"));
    return compiler(source, options);
  };

  return async (source: string, wishes: LiveWishes): Promise<Record<string, unknown>> => {
    const {made, remarks} = await build(source, wishes.progress);
    const error = toSyntaxError(remarks);
    if (error) throw error;
    for (const remark of remarks) wishes.display(describeRemark(remark));
    const exported = await openKernel(made!);
    return gather(exported, wishes);
  };
}

/** What the cell defines: its exports by name, and all of them under one. */
export function gather(
  exported: Record<string, unknown>,
  {names, gather}: Pick<LiveWishes, "names" | "gather">
): Record<string, unknown> {
  const defined = Object.fromEntries(names.map((name) => [name, exported[name]]));
  return gather === undefined || names.includes(gather)
    ? defined
    : {...defined, [gather]: exported};
}
