import {build} from "vite";

/** Bundles an entry into one classic script: no imports, no exports, nothing left outside. */
export async function bundleScript(entry: string, minify = true): Promise<string> {
  const built = await build({
    configFile: false,
    publicDir: false,
    logLevel: "warn",
    build: {
      write: false,
      minify: minify ? "oxc" : false,
      target: "es2022",
      modulePreload: false,
      rolldownOptions: {input: entry, output: {format: "iife"}}
    }
  });
  const {output} = Array.isArray(built)
    ? built[0]
    : (built as Exclude<typeof built, {on: unknown}>);
  if (output.length !== 1)
    throw new Error(`site: expected one script from ${entry}, got ${output.length}`);
  return output[0].code.trim();
}
