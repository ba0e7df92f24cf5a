// Backups come from anyone: what they may not do.
import fc from "fast-check";
import {strToU8, unzipSync, zipSync} from "fflate";
import {describe as group, expect, it} from "vitest";
import {importFiles} from "../../web/shell/library/importFiles.ts";
import {exportAll, toFileName} from "../../web/shell/store/exportAll.ts";
import {hashText} from "../../web/shell/store/hashText.ts";
import {importAll} from "../../web/shell/store/importAll.ts";
import {Memory} from "../../web/shell/store/memory.ts";
import {Notebooks} from "../../web/shell/store/notebooks.ts";
import {readZip} from "../../web/shell/store/readZip.ts";
import {parseValue, printValue} from "../../web/shell/store/valueJson.ts";
import {describe} from "./describe.ts";

const makeStore = () => new Notebooks({backend: new Memory(), describe, hash: hashText});
const own = {kind: "own"} as const;

async function makeBackup(change: (index: Record<string, never>[]) => void) {
  const store = makeStore();
  const {id} = await store.create({text: "# One\n", origin: own});
  await store.setValue(id, "v", 1);
  const files = unzipSync(new Uint8Array(await (await exportAll(store)).arrayBuffer()));
  const index = JSON.parse(new TextDecoder().decode(files["cuvette.json"])) as {
    notebooks: Record<string, never>[];
  };
  change(index.notebooks);
  return zipSync({...files, "cuvette.json": strToU8(JSON.stringify(index))});
}

group("a backup", () => {
  it("holds plain files that can be read without Cuvette", async () => {
    const store = makeStore();
    const {id} = await store.create({text: "# Decay / é\n", origin: own});
    const files = unzipSync(new Uint8Array(await (await exportAll(store)).arrayBuffer()));
    expect(Object.keys(files).sort()).toEqual([
      "cuvette.json",
      `notebooks/decay-e-${id}.md`,
      `versions/${id}/1.md`
    ]);
  });

  it("makes nobody trusted, keeps ids plain and reads nothing outside itself", async () => {
    const bytes = await makeBackup(([entry]) => {
      Object.assign(entry.record, {
        ...{adopted: true, hosts: ["evil.example"], id: "../../x", title: 5, tags: "x"},
        ...{origin: {kind: "shipped", name: {}}, edited: -1, controls: null}
      });
    });
    const store = makeStore();
    const report = await importAll(store, bytes);
    expect(report.failed).toEqual([]);
    const [record] = await store.list();
    expect(record).toMatchObject({
      ...{adopted: false, hosts: [], title: "Untitled notebook", tags: [], origin: own},
      ...{edited: 0, controls: {}}
    });
    expect(record.id).toMatch(/^[a-z0-9]{20}$/);
  });

  it.each([
    ["a file that is missing", (entry: object) => Object.assign(entry, {file: "no.md"})],
    ["a name of JavaScript's own", (entry: object) => Object.assign(entry, {file: "__proto__"})],
    ["no record", (entry: object) => Object.assign(entry, {file: undefined, record: null})],
    [
      "a value of no kind",
      (entry: object) => Object.assign(entry, {values: [{name: "v", file: 1}]})
    ]
  ])("with %s is refused for that notebook only", async (_, spoil) => {
    const bytes = await makeBackup((index) => {
      index.push(structuredClone(index[0]));
      Object.assign(index[1].record, {id: "abcdefghij"});
      spoil(index[0]);
    });
    const store = makeStore();
    const {added, failed} = await importAll(store, bytes);
    expect([added, failed.length]).toEqual([["One"], 1]);
    expect(await store.list()).toHaveLength(1);
  });

  it("of another make or version is refused as a whole", async () => {
    const zip = (index: unknown) => zipSync({"cuvette.json": strToU8(JSON.stringify(index))});
    const run = (bytes: Uint8Array) => importAll(makeStore(), bytes);
    await expect(run(zip({format: "other"}))).rejects.toThrow(/expected a backup/);
    await expect(run(zip(null))).rejects.toThrow(/expected a backup/);
    await expect(run(zip({format: "cuvette-backup", version: 2, notebooks: []}))).rejects.toThrow(
      /unsupported version of the backup, got 2/
    );
    await expect(run(zipSync({"a.md": strToU8("a")}))).rejects.toThrow(/expected a backup/);
    await expect(run(new Uint8Array(9))).rejects.toThrow(/damaged, or not a zip/);
  });
});

group("a zip", () => {
  it("that would be too large is refused before it is unpacked", () => {
    const zip = zipSync({"a.md": new Uint8Array(1000)});
    // the size that the directory at its end tells
    const view = new DataView(zip.buffer);
    const directory = zip.length - 22 - 46 - 4;
    view.setUint32(directory + 24, 2 ** 31, true);
    expect(() => readZip(zip)).toThrow(/^readZip: too large/);
  });

  it("of a folder gives its notebooks", async () => {
    const zip = zipSync({
      "folder/a.md": strToU8("# A\n"),
      "folder/.hidden.md": strToU8("# H\n"),
      "folder/picture.png": new Uint8Array(3),
      "folder/bad.ipynb": strToU8("{")
    });
    const store = makeStore();
    const {added, failed} = await importFiles(store, [new File([zip], "x.zip")]);
    expect([added, failed.map(({name}) => name)]).toEqual([["A"], ["folder/bad.ipynb"]]);
    expect((await store.list())[0].origin).toEqual({kind: "file", address: "a.md"});
  });
});

group("a file", () => {
  it("of Jupyter's is converted, a table is attached, and neither is trusted for it", async () => {
    const store = makeStore();
    const notebook = {
      ...{nbformat: 4, nbformat_minor: 5, metadata: {}},
      cells: [{cell_type: "markdown", metadata: {}, source: ["# From Jupyter\n"]}]
    };
    const {added, failed} = await importFiles(store, [
      new File([JSON.stringify(notebook)], "j.ipynb"),
      new File(["x\n1\n"], 'a "b".csv'),
      new File([new Uint8Array([0xff, 0xfe, 0])], "latin.md")
    ]);
    expect(added).toEqual(["From Jupyter", 'a "b".csv']);
    expect(failed).toEqual([{name: "latin.md", problem: "expected text in UTF-8"}]);
    const [jupyter, table] = await Promise.all(
      ["From Jupyter", 'a "b".csv'].map(async (title) =>
        (await store.list()).find((record) => record.title === title)!
      )
    );
    expect(jupyter.adopted).toBe(false);
    expect(await store.readText(table.id)).toContain('FileAttachment("a \\"b\\".csv")');
    expect(await store.attachments(table.id)).toEqual([{name: 'a "b".csv', bytes: 4}]);
  });
});

group("values in a backup", () => {
  it("come back as they were", () => {
    const numbers = fc.double();
    const views = fc.float64Array().map((view) => view);
    const {tree} = fc.letrec((tie) => ({
      tree: fc.oneof(
        ...[fc.string(), fc.boolean(), fc.constant(null), fc.constant(undefined), numbers, views],
        fc.array(tie("tree"), {maxLength: 4}),
        fc.dictionary(fc.oneof(fc.constant("$"), fc.string()), tie("tree"), {
          maxKeys: 4,
          noNullPrototype: true
        })
      )
    }));
    fc.assert(
      fc.property(tree, (value) => {
        expect(parseValue(printValue(value))).toEqual(value);
      }),
      {seed: 3}
    );
  });

  it("of unknown kinds are refused", () => {
    expect(() => parseValue('{"$": "Function", "is": "alert()"}')).toThrow(/unknown kind of value/);
    expect(() => parseValue('{"$": "constructor", "is": ""}')).toThrow(/unknown kind of value/);
  });
});

it("file names are short and plain", () => {
  expect(toFileName("../../etc/passwd")).toBe("etc-passwd");
  expect(toFileName("CON: <é>?")).toBe("con-e");
  expect(toFileName("///")).toBe("notebook");
  expect(toFileName("x".repeat(200))).toHaveLength(60);
});
