// `npm run test:long`: the studies that take minutes, against the library for Node; arguments go to Vitest.
import {spawnSync} from "node:child_process";
import {fileURLToPath} from "node:url";
import {installDependencies} from "./install.mjs";

installDependencies();
const root = fileURLToPath(new URL("..", import.meta.url));
const vitest = fileURLToPath(new URL("../node_modules/vitest/vitest.mjs", import.meta.url));
const {status} = spawnSync(process.execPath, [vitest, "run", ...process.argv.slice(2)], {
  cwd: root,
  stdio: "inherit",
  env: {...process.env, CUVETTE_LONG: "1"}
});
process.exitCode = status ?? 1;
