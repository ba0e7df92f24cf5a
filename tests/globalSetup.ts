// @ts-expect-error: a build script in plain JavaScript
import {buildLibrary} from "../.tools/build.mjs";

/** Kernels and the library for Node are built once, before any test file runs. */
export async function setup(): Promise<void> {
  await (buildLibrary as () => Promise<unknown>)();
}
