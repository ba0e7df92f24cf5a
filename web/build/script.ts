import {build, type InlineConfig, type Rollup} from "vite";

type Output = Rollup.RollupOutput["output"];

/** Builds in memory, apart from the site's own configuration. */
export async function bundle({build: more, ...config}: InlineConfig): Promise<Output> {
  const built = await build({
    configFile: false,
    publicDir: false,
    logLevel: "warn",
    ...config,
    build: {write: false, minify: "oxc", target: "es2022", modulePreload: false, ...more}
  });
  return ((Array.isArray(built) ? built[0] : built) as Rollup.RollupOutput).output;
}

/** Bundles an entry into one classic script: no imports, no exports, nothing left outside. */
export async function bundleScript(entry: string, minify = true): Promise<string> {
  const output = await bundle({
    build: {
      minify: minify ? "oxc" : false,
      rolldownOptions: {input: entry, output: {format: "iife"}}
    }
  });
  if (output.length !== 1)
    throw new Error(`site: expected one script from ${entry}, got ${output.length}`);
  return output[0].code.trim();
}
