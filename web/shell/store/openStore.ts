// Opens what this browser offers to keep notebooks in; a browser that keeps nothing gets a store in memory.
import {Database} from "./database.ts";
import {hashText} from "./hashText.ts";
import {Memory} from "./memory.ts";
import {Notebooks} from "./notebooks.ts";
import {readHead} from "./readHead.ts";
import {Trace} from "./trace.ts";
import type {Backend} from "./backend.ts";
import type {NotebookStore, StoreTrouble} from "./types.ts";

/** `name`: the database's. Default: "cuvette". */
export async function openStore(name = "cuvette"): Promise<NotebookStore> {
  const {backend, trouble} = await openBackend(name);
  const isKept = backend.kind === "indexeddb";
  const channel =
    isKept && "BroadcastChannel" in globalThis ? new BroadcastChannel(`${name}.store`) : undefined;
  const trace = isKept ? new Trace(name) : undefined;
  const store = new Notebooks({
    ...{backend, channel, trace},
    describe: readHead,
    hash: hashText,
    trouble: trouble ?? ((await isEmptied(backend, trace)) ? "emptied" : undefined)
  });
  return store;
}

/** Deletes what the browser holds, readable or not, for the next `openStore`: only when the reader says so. */
export async function remakeStore(name = "cuvette"): Promise<void> {
  await new Database(name).remove();
  new Trace(name).note(false);
}

async function openBackend(name: string): Promise<{backend: Backend; trouble?: StoreTrouble}> {
  const inMemory = (trouble: StoreTrouble) => ({backend: new Memory(), trouble});
  if (!hasDatabases()) return inMemory("unsupported");
  const database = new Database(name);
  try {
    await database.open();
    return {backend: database};
  } catch (error) {
    switch ((error as Error).name) {
      case "TimeoutError":
        return inMemory("hanging");
      case "SecurityError":
      case "InvalidStateError":
      // the database of a later version of this page
      case "VersionError":
        return inMemory("refused");
      default:
        // perhaps only for now: nothing is deleted without the reader's word
        return inMemory("broken");
    }
  }
}

async function isEmptied(backend: Backend, trace: Trace | undefined): Promise<boolean> {
  if (!trace?.wasKept()) return false;
  const rows = await backend.transact(["records"], "readonly", (transaction) =>
    transaction.getAll("records")
  );
  if (rows.length > 0) return false;
  trace.note(false);
  return true;
}

function hasDatabases(): boolean {
  try {
    // some browsers throw at the mere look
    return Boolean(globalThis.indexedDB);
  } catch {
    return false;
  }
}
