// What every file keeps to, whatever it holds.
import {homedir} from "node:os";
import {dirname, posix} from "node:path";
import ts from "typescript";
import {parse} from "./imports.ts";
import {ROOT} from "./tree.ts";
import type {Rule, Tree} from "./tree.ts";

const SOFT_CAP = 250;
const HARD_CAP = 400;
/** Files that may be longer than the hard cap, each with its reason. */
const LONG: Record<string, string> = {};

const SIZED = /\.(ts|tsx|mjs|wgsl|css)$/;
const AS_COLUMNS = 100;
const TOP =
  /^(web|kernels-as|worker|notebooks|public|tests|vite\.config\.ts|package\.json|package-lock\.json|tsconfig\.json|README\.md|LICENSE|CHANGELOG\.md|\..+)$/;

export const topLevel: Rule = (tree) =>
  [...new Set([...tree.keys()].map((path) => path.split("/")[0]))]
    .filter((entry) => !TOP.test(entry))
    .map((entry) => `${entry} is not among the top-level entries`);

export const sizes: Rule = (tree) =>
  findLong(tree, HARD_CAP)
    .filter(([path]) => !(path in LONG))
    .map(([path, lines]) => `${path} has ${lines} lines, more than ${HARD_CAP}`);

/** Worth a look, not wrong. */
export const softSizes: Rule = (tree) =>
  findLong(tree, SOFT_CAP).map(([path, lines]) => `${path}: ${lines}`);

/** Tables of numbers and fixtures are as long as they are. */
function findLong(tree: Tree, cap: number): [string, number][] {
  return [...tree]
    .filter(([path]) => SIZED.test(path) && !/Tables\.ts$|^tests\/fixtures\//.test(path))
    .map(([path, text]): [string, number] => [path, text.trimEnd().split("\n").length])
    .filter(([, lines]) => lines > cap);
}

/** Files that only pass on what others export; the registry is the one list there is. */
export const barrels: Rule = (tree) =>
  findCode(tree).flatMap(([path, text]) => {
    const {statements} = parse(path, text);
    const passesOn = (statement: ts.Statement) =>
      ts.isExportDeclaration(statement) && statement.moduleSpecifier !== undefined;
    const isBarrel =
      statements.some(passesOn) &&
      statements.every((statement) => passesOn(statement) || ts.isImportDeclaration(statement));
    return isBarrel ? [`${path} only passes on exports`] : [];
  });

export const names: Rule = (tree) =>
  findCode(tree).flatMap(([path, text]) => {
    const problems: string[] = [];
    const name = posix.basename(path).replace(/\..*$/, "");
    if (/^(utils?|helpers?|common|misc)$/i.test(name)) problems.push(`${path}: name says nothing`);
    if (/[-_]/.test(name)) problems.push(`${path}: name is not camelCase`);
    if (!/\.config\.ts$/.test(path) && parse(path, text).statements.some(isDefaultExport))
      problems.push(`${path} has a default export`);
    return problems;
  });

function isDefaultExport(statement: ts.Statement): boolean {
  if (ts.isExportAssignment(statement)) return true;
  const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
  return modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.DefaultKeyword) ?? false;
}

function findCode(tree: Tree): [string, string][] {
  return [...tree].filter(([path]) => /^(web|worker|kernels-as|tests)\/.*\.tsx?$/.test(path));
}

/** Prettier does not read these two languages, so their layout is checked here. */
export const layout: Rule = (tree) =>
  [...tree]
    .filter(([path]) => /\.(as\.ts|wgsl)$/.test(path))
    .flatMap(([path, text]) =>
      text.split("\n").flatMap((line, i) => {
        const place = `${path}:${i + 1}`;
        if (/\s$/.test(line)) return [`${place} ends in a space`];
        if (line.includes("\t")) return [`${place} has a tab`];
        const long = path.endsWith(".as.ts") && line.length > AS_COLUMNS;
        return long ? [`${place} has ${line.length} columns`] : [];
      })
    );

/** Folders so common that naming one is not naming this machine. */
const EVERYWHERE = new Set([
  "/",
  "/home",
  "/opt",
  "/srv",
  "/tmp",
  "/usr",
  "/usr/src",
  "/var",
  "/app"
]);

/** Paths that exist only where the author sat. */
export function findMachinePaths(tree: Tree, root = ROOT, home = homedir()): string[] {
  const top = root.replace(/\/$/, "");
  const places = [top, dirname(top), home].filter((place) => !EVERYWHERE.has(place));
  return [...tree].flatMap(([path, text]) => {
    const found =
      places.find((place) => text.includes(`${place}/`)) ?? /\/(home|Users)\/\w+\//.exec(text)?.[0];
    return found ? [`${path} names ${found}`] : [];
  });
}

// in two parts, or this file would break its own rule
const PLACEHOLDER = new RegExp(
  `\\b(TO${"DO"}|FIX${"ME"}|XX${"X"})\\b|\\b(it|test|describe)\\.on${"ly"}\\(`
);

export const placeholders: Rule = (tree) =>
  [...tree]
    .filter(([path]) => path !== "package-lock.json" && !path.endsWith(".json"))
    .flatMap(([path, text]) => {
      const found = PLACEHOLDER.exec(text)?.[0];
      return found ? [`${path} has ${found}`] : [];
    });

/** Links and pictures of the README that lead nowhere. */
export const readmeLinks: Rule = (tree) => {
  const text = tree.get("README.md") ?? "";
  const anchors = [...text.matchAll(/^#+ (.*)$/gm)].map(([, title]) =>
    title
      .toLowerCase()
      .replace(/[^\w\s-]/g, "")
      .replace(/\s/g, "-")
  );
  const exists = (path: string) =>
    tree.has(path) ||
    [...tree.keys()].some((file) => file.startsWith(`${path.replace(/\/$/, "")}/`));
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target)
    .filter((target) => !/^https?:/.test(target))
    .filter((target) => (target[0] === "#" ? !anchors.includes(target.slice(1)) : !exists(target)))
    .map((target) => `README.md links to ${target}`);
};
