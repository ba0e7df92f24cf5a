import {defineConfig} from "vitest/config";

/** Tests that drive real browsers against the built site: one file at a time, for two cores. */
export default defineConfig({
  root: new URL("../..", import.meta.url).pathname,
  test: {
    include: ["tests/**/*.browser.spec.ts"],
    fileParallelism: false,
    testTimeout: 90_000,
    hookTimeout: 90_000
  }
});
