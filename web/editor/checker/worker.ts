// The type checker's worker: one classic script, because a sandboxed document starts no other.
import {expose} from "comlink";
import {typescript} from "monaco-editor/languages/features/typescript/lib/typescriptServices.js";
import {makeChecker} from "./makeChecker.ts";
import {READY, type CheckerDoor} from "./words.ts";

const door: Partial<CheckerDoor> = {
  open: (declarations) => void Object.assign(door, makeChecker(typescript, declarations))
};
expose(door);
postMessage(READY);
