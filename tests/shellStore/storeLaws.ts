// What every store keeps to, whatever is below it: run on memory in Node, and on IndexedDB in browsers.
import {exportAll} from "../../web/shell/store/exportAll.ts";
import {importAll} from "../../web/shell/store/importAll.ts";
import type {NotebookStore} from "../../web/shell/store/types.ts";

/** Two tabs on the same store, and a clock that a law can turn. */
export interface Bench {
  store: NotebookStore;
  other: NotebookStore;
  clock: {now: number};
}

const MINUTE = 60_000;

function same(actual: unknown, expected: unknown, what = "value"): void {
  const [a, b] = [show(actual), show(expected)];
  if (a !== b) throw new Error(`${what}: expected ${b}, got ${a}`);
}

function show(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (part === undefined) return "undefined";
    if (part instanceof ArrayBuffer) return ["ArrayBuffer", ...new Uint8Array(part)];
    if (ArrayBuffer.isView(part))
      return [part.constructor.name, ...(part as Uint8Array).subarray()];
    return part;
  });
}

async function fails(promise: Promise<unknown>, pattern: RegExp): Promise<void> {
  const message = await promise.then(
    () => "no error",
    (error: unknown) => `${(error as Error).name}: ${(error as Error).message}`
  );
  if (!pattern.test(message)) throw new Error(`expected ${String(pattern)}, got ${message}`);
}

const own = (store: NotebookStore, text = "# One\n") => store.create({text, origin: {kind: "own"}});
const kinds = async (store: NotebookStore, id: string) =>
  (await store.versions(id)).map(({n, kind}) => `${n} ${kind}`);

export const storeLaws: Record<string, (bench: Bench) => Promise<void>> = {
  "a notebook is created with its head, and its text is read back": async ({store}) => {
    const text = "\ufeff# Decay é 𝛽\n\ntext";
    const {id, title, bytes, changed, adopted, base} = await own(store, text);
    same([title, changed, adopted, base], ["Decay é 𝛽", false, true, undefined]);
    same(bytes, new TextEncoder().encode(text).length, "bytes");
    same(await store.readText(id), text);
    same((await store.get(id))!.title, title);
    same(await store.get("nobody"), undefined);
    await fails(store.readText("nobody"), /^RangeError: store: unknown notebook, got nobody/);
    await fails(store.write("nobody", ""), /^RangeError: store: unknown notebook/);
  },

  "a foreign text is its own base, untrusted, and changed once it differs": async ({store}) => {
    const origin = {kind: "git", address: "github.com/a/b@1234/x.md"} as const;
    const {id, adopted, base, changed} = await store.create({text: "abc", origin});
    same([adopted, changed, base!.text], [false, false, "abc"]);
    same(base!.hash, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    same((await store.write(id, "abcd")).changed, true);
    same((await store.write(id, "abc")).changed, false);
    await store.write(id, "new");
    same((await store.update(id, {base: {hash: "x", text: "new"}})).changed, false);
  },

  "bursts within a minute are one version; later ones are another": async ({store, clock}) => {
    const {id} = await own(store);
    await store.write(id, "# One\na");
    clock.now += MINUTE - 1;
    await store.write(id, "# One\nab");
    same(await kinds(store, id), ["1 opened", "2 burst"]);
    same(await store.readVersion(id, 2), "# One\nab");
    clock.now += 1;
    await store.write(id, "# One\nabc");
    same(await kinds(store, id), ["1 opened", "2 burst", "3 burst"]);
    same(await store.readVersion(id, 1), "# One\n");
    same(await store.readText(id), "# One\nabc");
  },

  "the same text again writes nothing, but a name is kept": async ({store, clock}) => {
    const {id, edited} = await own(store);
    clock.now += MINUTE;
    same((await store.write(id, "# One\n")).edited, edited);
    same(await kinds(store, id), ["1 opened"]);
    await store.write(id, "two");
    await store.write(id, "two", "named", "before the talk");
    same(await kinds(store, id), ["1 opened", "2 named"]);
    await store.nameVersion(id, 1, "start");
    same(
      (await store.versions(id)).map(({label}) => label),
      ["start", "before the talk"]
    );
    await store.nameVersion(id, 2, "");
    same(await kinds(store, id), ["1 opened", "2 burst"]);
    await fails(store.nameVersion(id, 9, "x"), /unknown version, got 9/);
  },

  "a restored version leaves the text before it in the history": async ({store, clock}) => {
    const {id} = await own(store, "first");
    await store.write(id, "second");
    await store.write(id, await store.readVersion(id, 1), "restored", "from 10:00");
    clock.now += 1;
    await store.write(id, "third");
    same(await kinds(store, id), ["1 opened", "2 burst", "3 restored", "4 burst"]);
    same(await store.readVersion(id, 2), "second");
  },

  "versions fade with age, named acts never": async ({store, clock}) => {
    const {id} = await own(store);
    for (let minute = 0; minute < 180; minute++) {
      clock.now += MINUTE;
      await store.write(id, `text ${minute}`);
      if (minute === 3) await store.write(id, "text 3", "named", "kept");
    }
    const versions = await store.versions(id);
    const ages = versions.map(({at}) => (clock.now - at) / MINUTE);
    same(ages.filter((age) => age < 60).length, 60, "minutes of the last hour");
    const old = versions.filter(({at}) => clock.now - at >= 60 * MINUTE);
    if (old.length > 6) throw new Error(`expected few old versions, got ${old.length}`);
    same(versions.filter(({kind}) => kind === "named").length, 1, "named");
    same(await store.readText(id), "text 179");
    for (const {n} of versions) await store.readVersion(id, n);
  },

  "two tabs never write over each other's burst": async ({store, other}) => {
    const {id} = await own(store);
    await store.write(id, "mine");
    await other.write(id, "theirs");
    await store.write(id, "mine again");
    same(await kinds(store, id), ["1 opened", "2 burst", "3 burst", "4 burst"]);
    same(await store.readVersion(id, 3), "theirs");
  },

  "a title given by hand stays until the text's own changes": async ({store}) => {
    const {id} = await own(store);
    await store.update(id, {title: "Mine"});
    same((await store.write(id, "# One\nmore")).title, "Mine");
    same((await store.write(id, "# Two\nmore")).title, "Two");
  },

  "the trash keeps, gives back and empties; a copy is found by its source": async ({store}) => {
    const origin = {kind: "shipped", name: "welcome"} as const;
    const {id} = await store.create({text: "w", origin});
    same((await store.findCopy(origin))?.id, id);
    same((await store.findCopy({kind: "shipped", name: "other"}))?.id, undefined);
    await store.trash(id);
    same(await store.findCopy(origin), undefined);
    same(
      (await store.list()).map(({trashed}) => trashed !== undefined),
      [true]
    );
    await store.untrash(id);
    same((await store.findCopy(origin))?.id, id);
    await store.setValue(id, "v", 1);
    await store.purge(id);
    same(await store.list(), []);
    same(await store.versions(id), []);
    same(await store.values(id), []);
    const git = (at: string) => ({kind: "git", address: `github.com/a/b@${at}/x.md`}) as const;
    const {id: copy, base} = await store.create({text: "g", origin: git("1111")});
    same((await store.findCopy(git("2222")))?.id, copy);
    const elsewhere = {kind: "url", address: "https://b.example/x.md"} as const;
    same((await store.findCopy(elsewhere, base!.hash))?.id, copy);
  },

  "values and attachments are kept up to 50 MB together": async ({store}) => {
    const {id} = await own(store);
    const value = {a: [1, "x", null], b: new Float64Array([1, NaN])};
    await store.setValue(id, "v", value);
    same(await store.getValue(id, "v"), value);
    await store.attach(id, "data.csv", new Uint8Array([1, 2, 3]).buffer);
    same(await store.readAttachment(id, "data.csv"), new Uint8Array([1, 2, 3]).buffer);
    same(await store.attachments(id), [{name: "data.csv", bytes: 3}]);
    same(await store.readAttachment(id, "none"), undefined);
    const large = new ArrayBuffer(50 * 2 ** 20 - 2);
    await fails(
      store.attach(id, "large", large),
      /^RangeError: store.attach large: .*at most 50.0 MB, got 50.0 MB beside/
    );
    same((await store.attachments(id)).length, 1);
    await fails(
      store.setValue(id, "f", () => 1),
      /^TypeError: .*got a function/
    );
    await fails(store.setValue(id, "m", {x: new Map()}), /^TypeError: .*got a Map at value.x/);
    await store.detach(id, "data.csv");
    await store.deleteValue(id, "v");
    same([await store.attachments(id), await store.values(id)], [[], []]);
  },

  "a duplicate has its own life": async ({store}) => {
    const {id} = await own(store);
    await store.attach(id, "a", new ArrayBuffer(2));
    const copy = await store.duplicate(id);
    await store.write(copy.id, "other");
    same(await store.readText(id), "# One\n");
    same(await store.attachments(copy.id), [{name: "a", bytes: 2}]);
    same((await store.list()).length, 2);
  },

  "everything comes back from a backup, once, and nothing in it is trusted": async ({store}) => {
    const {id} = await store.create({text: "a", origin: {kind: "own"}, adopted: true});
    await store.write(id, "# Two/three: <b>", "named", "label");
    await store.update(id, {hosts: ["evil.example"], controls: {k: 1}});
    const value = {
      x: new Float32Array([1, 2]),
      bad: [NaN, -0, Infinity],
      $: "odd",
      __proto: undefined,
      nested: {$: {y: 1}}
    };
    await store.setValue(id, "v", value);
    await store.attach(id, "../é.bin", new Uint8Array([7]).buffer);
    const bytes = new Uint8Array(await (await exportAll(store)).arrayBuffer());
    same((await importAll(store, bytes)).same, ["Two/three: <b>"]);
    await store.write(id, "# Changed since");
    same((await importAll(store, bytes)).both, ["Two/three: <b>"]);
    same((await store.list()).length, 2);
    for (const record of await store.list()) await store.purge(record.id);
    const report = await importAll(store, bytes);
    same([report.added, report.failed], [["Two/three: <b>"], []]);
    const [back] = await store.list();
    same([back.id, back.adopted, back.hosts, back.controls], [id, false, [], {k: 1}]);
    same(await kinds(store, id), ["1 opened", "2 named"]);
    same(await store.getValue(id, "v"), value);
    same(await store.readAttachment(id, "../é.bin"), new Uint8Array([7]).buffer);
  }
};
