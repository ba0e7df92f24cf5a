// `npm start`: installs, builds and serves the site. `npm run dev` (--watch) also rebuilds on every
// change and reloads the open page; a build that fails is shown there over the last good page.
import {parseArgs} from "node:util";
import {installDependencies} from "./install.mjs";

const DEFAULT_PORT = 5180;
const {values} = parseArgs({
  options: {port: {type: "string"}, watch: {type: "boolean", default: false}}
});
await main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});

async function main() {
  const port = toPort(values.port ?? process.env.PORT ?? DEFAULT_PORT);
  installDependencies();
  // these need the installed packages
  const {DEV_SITE, SITE, build, findWatched} = await import("./build.mjs");
  const {listen, makeHandler} = await import("./serve.mjs");

  let handler = makeHandler(SITE);
  if (values.watch) {
    const {makeReloader, rebuildOnChange} = await import("./reload.mjs");
    const reloader = makeReloader(DEV_SITE);
    handler = makeHandler(DEV_SITE, {rewrite: reloader.rewrite, intercept: reloader.intercept});
    await rebuildOnChange({build: () => build({watch: true}), reloader, watched: findWatched()});
  } else {
    await build();
  }

  const server = await listen(handler, {port});
  console.log(`http://localhost:${server.port}/`);
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(0));
}

function toPort(value) {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 0 || number > 65535)
    throw new RangeError(`start: port must be an integer from 0 to 65535, got ${value}`);
  return number;
}
