import {defineConfig} from "vitest/config";

/** Tests that watch the clock or build the site: they want the machine for themselves. */
const ALONE = [
  "tests/browser/notebookSpeed.browser.spec.ts",
  "tests/browser/notebookLooks.browser.spec.ts",
  "tests/tools/*.browser.spec.ts"
];

const limits = {testTimeout: 90_000, hookTimeout: 90_000};

/** Tests that drive real browsers against the built site: two files at a time, then some one by one. */
export default defineConfig({
  root: new URL("../..", import.meta.url).pathname,
  test: {
    globalSetup: "tests/browser/globalSetup.ts",
    projects: [
      {
        test: {
          ...limits,
          name: "together",
          include: ["tests/**/*.browser.spec.ts"],
          exclude: ALONE,
          maxWorkers: 2,
          sequence: {groupOrder: 0}
        }
      },
      {
        test: {
          ...limits,
          name: "alone",
          include: ALONE,
          maxWorkers: 1,
          fileParallelism: false,
          sequence: {groupOrder: 1}
        }
      }
    ]
  }
});
