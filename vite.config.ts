import {defineConfig} from "vitest/config";
import solid from "vite-plugin-solid";
import {cuvetteSite} from "./web/build/site.ts";

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
    rolldownOptions: {input: ["web/index.html", "web/notebook.html"]}
  },
  test: {
    include: ["tests/**/*.spec.ts"],
    exclude: ["tests/**/*.browser.spec.ts", "node_modules/**"],
    globalSetup: ["tests/globalSetup.ts"],
    testTimeout: 60_000
  }
});
