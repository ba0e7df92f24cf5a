// Which room may import which. README's diagram shows the same arrows.
import {findCycles, findImports} from "./imports.ts";
import type {Import} from "./imports.ts";
import type {Rule} from "./tree.ts";

/** What the sandboxed document is made of: a room may import those after it, never one before. */
const FRAME_ROOMS = ["frame", "ui", "editor", "live", "document", "stdlib", "runtime", "lang"];
/** What the page and the sandboxed document share besides web/document. */
const COMMON = ["web/protocol.ts", "web/say.ts", "web/strings.json"];
/** The files of worker/ that the page may import, and who may import them. */
const DOORS: Record<string, RegExp> = {
  "worker/api.ts": /^web\//,
  "worker/client.ts": /^web\//,
  "worker/browser.ts": /^web\//,
  "worker/math/special.ts": /^web\/stdlib\//,
  "worker/numpyNumbers.ts": /^web\/stdlib\//,
  "worker/math.ts": /^web\/(frame|ui|live|stdlib|headless)\//,
  "worker/digest.ts": /^web\/(frame|ui|live|stdlib|document|shell|headless)\//,
  "worker/node.ts": /^web\/headless\//,
  "worker/bench/kernelCases.ts": /^web\/headless\//
};
/** The files of worker/ that know they run in Node. */
const NODE_HOME = /^worker\/node(Worker)?\.ts$/;
/** Rooms that a test can call without a browser or a worker. */
const PURE = /^(web\/lang|kernels-as|worker\/(math|solvers|samplers|bench|compiler))\//;
const HOST_NAMES = /(?<![.\w"'`])(document|window|self|navigator|localStorage)\s*[.[(]/;

/** Imports that go up, sideways through a wall, or past a door. */
export const arrows: Rule = (tree) => {
  const {dependencies = {}} = JSON.parse(tree.get("package.json") ?? "{}") as {
    dependencies?: Record<string, string>;
  };
  return findImports(tree).flatMap((found) => {
    const problem = found.isRelative
      ? findWrongFile(found)
      : findWrongPackage(found, Object.keys(dependencies));
    return problem ? [`${found.from} imports ${found.to}: ${problem}`] : [];
  });
};

function findWrongFile({from, to, query}: Import): string | undefined {
  const [room, inner] = from.split("/");
  const [target, targetInner] = to.split("/");
  if (room === "tests" || isConfig(from)) return undefined;
  if (target === "tests") return "nobody imports tests";
  if (to.startsWith("web/build/")) return "only vite.config.ts imports the build";
  if ((target === "notebooks" || target === "public") && !query) return "data is fetched";
  if (room === "kernels-as" && target !== room) return "kernels-as imports nothing outside itself";
  if (room === "worker" && target === "web") return "the engine does not know the page";
  if (room !== "web") return undefined;
  if (target === "kernels-as") return "the page reaches kernels through worker/api.ts";
  // a worker's built text or address is data to the page
  if (target === "worker" && !query && !DOORS[to]?.test(from)) return "not a door of worker/";
  return target === "web" ? findWrongRoom(inner, targetInner, {from, to}) : undefined;
}

function findWrongRoom(
  room: string,
  target: string,
  {from, to}: Pick<Import, "from" | "to">
): string | undefined {
  if (room === target || !from.split("/")[2] || room === "headless") return undefined;
  if (COMMON.includes(to)) return undefined;
  const here = FRAME_ROOMS.indexOf(room);
  const there = FRAME_ROOMS.indexOf(target);
  if (room === "shell")
    return target === "document"
      ? undefined
      : "the shell shares only the protocol and web/document";
  if (target === "shell") return "the sandboxed document knows only the protocol";
  if (here === -1 || there === -1) return undefined;
  return there > here ? undefined : `web/${room} comes after web/${target}`;
}

function findWrongPackage({from, to, isType}: Import, dependencies: string[]): string | undefined {
  const room = from.split("/")[0];
  if (isType || room === "tests" || isConfig(from)) return undefined;
  if (room === "kernels-as") return "kernels-as imports nothing outside itself";
  if (to.startsWith("node:"))
    return NODE_HOME.test(from) || from.startsWith("web/headless/")
      ? undefined
      : "Node only at home";
  const name = to.split("/", to.startsWith("@") ? 2 : 1).join("/");
  return dependencies.includes(name) ? undefined : "not among package.json's dependencies";
}

/** What runs while building: it is in no bundle. */
function isConfig(path: string): boolean {
  return /(^|\/)\w+\.config\.ts$/.test(path) || path.startsWith("web/build/");
}

/** Where the engine starts: in the page, and in a worker. */
const STARTS = ["worker/client.ts", "worker/worker.ts"];
/** What a kernel's run does without: it is loaded when it is first asked for. */
const LATE = /^kernels-as\/(specs|.*\/spec)\.ts$/;

/** Specs that load with the engine: they would be in the page's first visit and in every worker. */
export const lateness: Rule = (tree) => {
  const next = new Map<string, string[]>();
  for (const {from, to, isType, isRelative, isLater} of findImports(tree)) {
    if (!isType && isRelative && !isLater) next.set(from, [...(next.get(from) ?? []), to]);
  }
  const reached = new Set(STARTS);
  for (const file of reached) for (const target of next.get(file) ?? []) reached.add(target);
  return [...reached].filter((file) => LATE.test(file)).map((file) => `${file} loads at once`);
};

export const cycles: Rule = (tree) => findCycles(findImports(tree));

/** Of the sums' own programs: one room in two folders. */
const ONE_ROOM = "gram sums";

/** Rooms of heterodyne scattering that import each other, be it types only. */
export const mutual: Rule = (tree) => {
  const arrows = new Set(
    findImports(tree)
      .map(({from, to}) => [findRoom(from), findRoom(to)])
      .filter(([from, to]) => from && to && from !== to)
      .map((pair) => pair.join(" "))
  );
  return [...arrows].filter((arrow) => {
    const [from, to] = arrow.split(" ");
    return from < to && arrow !== ONE_ROOM && arrows.has(`${to} ${from}`);
  });
};

function findRoom(path: string): string | undefined {
  return /^worker\/heterodyne\/(\w+)\//.exec(path)?.[1];
}

/** Rooms without a document, a window or a worker around them. */
export const purity: Rule = (tree) =>
  [...tree]
    .filter(([path]) => PURE.test(path) && path.endsWith(".ts"))
    .flatMap(([path, text]) => {
      const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
      const name = HOST_NAMES.exec(code)?.[1];
      return name ? [`${path} touches ${name}`] : [];
    });
