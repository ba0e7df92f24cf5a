import {defineConfig} from "vitest/config";
import solid from "vite-plugin-solid";
import {findSharing} from "./tests/sharing.ts";
import {cuvetteSite} from "./web/build/site.ts";

const IS_LONG = process.env.CUVETTE_LONG !== undefined;
const SHARING = process.env.VITEST && !IS_LONG ? findSharing() : [];
/** No part of the unit tests: long studies (`npm run test:long`) are no part of the gate. */
const OTHERS = ["tests/**/*.browser.spec.ts", "tests/**/*.long.spec.ts", "node_modules/**"];

export default defineConfig({
  // the site lives in web/, the tests beside it
  root: process.env.VITEST ? "." : "web",
  base: "./",
  publicDir: process.env.VITEST ? false : "../public",
  plugins: process.env.VITEST ? [] : [solid(), cuvetteSite()],
  build: {
    outDir: "../dist/site",
    emptyOutDir: true,
    target: "es2022",
    // the first versions that know light-dark()
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    modulePreload: false,
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: ["web/index.html", "web/notebook.html"],
      // the kernels' modules only define things: what is used of them goes where it is used, and no further
      treeshake: {moduleSideEffects: (id) => (id.includes("/kernels-as/") ? false : undefined)}
    }
  },
  test: {
    globalSetup: ["tests/globalSetup.ts"],
    setupFiles: ["tests/equality.ts"],
    // Vitest would leave one core to itself: on two cores that is half of them
    maxWorkers: 2,
    testTimeout: IS_LONG ? 1_800_000 : 60_000,
    projects: IS_LONG
      ? [{extends: true, test: {name: "long", include: ["tests/**/*.long.spec.ts"]}}]
      : [
          {extends: true, test: {name: "sharing", isolate: false, include: SHARING}},
          {
            extends: true,
            test: {
              name: "apart",
              include: ["tests/**/*.spec.ts"],
              exclude: [...OTHERS, ...SHARING]
            }
          }
        ]
  }
});
