import {defineConfig} from "vitest/config";
import solid from "vite-plugin-solid";
import {cuvetteSite} from "./web/build/site.ts";

const IS_LONG = process.env.CUVETTE_LONG !== undefined;

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
    // long studies (`npm run test:long`) are no part of the gate
    include: [IS_LONG ? "tests/**/*.long.spec.ts" : "tests/**/*.spec.ts"],
    exclude: [
      "tests/**/*.browser.spec.ts",
      ...(IS_LONG ? [] : ["tests/**/*.long.spec.ts"]),
      "node_modules/**"
    ],
    globalSetup: ["tests/globalSetup.ts"],
    // Vitest would leave one core to itself: on two cores that is half of them
    maxWorkers: 2,
    testTimeout: IS_LONG ? 1_800_000 : 60_000
  }
});
