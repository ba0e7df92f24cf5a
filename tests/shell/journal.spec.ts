import {expect, it} from "vitest";
import {Journal, type Saved} from "../../web/shell/session/journal.ts";
import {Values} from "../../web/shell/session/values.ts";
import type {NotebookRecord, NotebookStore} from "../../web/shell/store/types.ts";

/** A store that writes when the test lets it. */
function setUp(failing = false) {
  const written: string[] = [];
  const kept = new Map<string, unknown>();
  let created = 0;
  let release = () => undefined as void;
  let gate = Promise.resolve();
  const hold = () => {
    gate = new Promise((resolve) => (release = resolve));
  };
  const state = {failing};
  const record = {id: "1", title: "t"} as NotebookRecord;
  const store = {
    kind: "indexeddb",
    write: async (_id: string, text: string) => {
      await gate;
      if (state.failing) throw new Error("full");
      written.push(text);
      return record;
    },
    getValue: (_id: string, name: string) => Promise.resolve(kept.get(name)),
    setValue: (_id: string, name: string, value: unknown) =>
      Promise.resolve(void kept.set(name, value)),
    attach: (_id: string, name: string, bytes: ArrayBuffer) =>
      Promise.resolve(void kept.set(`file ${name}`, bytes))
  } as unknown as NotebookStore;
  const seen: Saved["kind"][] = [];
  const journal = new Journal({
    store: () => Promise.resolve(store),
    record: undefined,
    create: () => {
      created++;
      return Promise.resolve(record);
    },
    onChange: ({kind}) => seen.push(kind)
  });
  return {
    journal,
    written,
    seen,
    hold,
    release: () => release(),
    state,
    store,
    record,
    kept,
    created: () => created
  };
}

it("writes the first text and the newest, makes one record, and says when all is saved", async () => {
  const {journal, written, seen, hold, release, created} = setUp();
  hold();
  for (const text of ["a", "ab", "abc"]) journal.write(text);
  expect(journal.isClean).toBe(false);
  release();
  await journal.settle();
  expect(written).toEqual(["a", "abc"]);
  expect(created()).toBe(1);
  expect(seen.at(-1)).toBe("saved");
  expect(journal.isClean).toBe(true);
});

it("writes what came in while the one before was being written", async () => {
  const {journal, written, hold, release} = setUp();
  hold();
  journal.write("a");
  await new Promise((resolve) => setTimeout(resolve, 5));
  journal.write("ab");
  release();
  await journal.settle();
  expect(written).toEqual(["a", "ab"]);
});

it("keeps a text that found no room in line for the next time", async () => {
  const {journal, written, state, seen} = setUp(true);
  journal.write("a");
  await journal.settle();
  expect(seen.at(-1)).toBe("failed");
  expect(journal.saved).toEqual({kind: "failed", reason: "full"});
  expect([journal.isClean, journal.unsaved]).toEqual([false, "a"]);
  state.failing = false;
  journal.write("a");
  await journal.settle();
  expect(written).toEqual(["a"]);
  expect([journal.isClean, journal.unsaved]).toEqual([true, undefined]);
});

it("holds a stranger's values in memory alone, up to a limit, and hands them over on adoption", async () => {
  const {store, record, kept} = setUp();
  let trusted = false;
  const values = new Values({
    store: () => Promise.resolve(store),
    isTrusted: () => trusted,
    find: () => Promise.resolve(record),
    ensure: () => Promise.resolve(record)
  });
  const request = {type: "store", n: 1, name: "a"} as const;
  await values.answer({...request, op: "set", value: [1, 2]});
  await values.answer({type: "keep", n: 2, name: "f", bytes: new ArrayBuffer(3)});
  expect(await values.answer({...request, op: "get"})).toEqual([1, 2]);
  expect(kept.size).toBe(0);
  const half = new Uint8Array(30 * 1024 * 1024);
  await values.answer({...request, op: "set", name: "big", value: half});
  await expect(
    Promise.resolve().then(() => values.answer({...request, op: "set", name: "more", value: half}))
  ).rejects.toThrow("too large");
  await values.answer({...request, op: "delete", name: "big"});
  trusted = true;
  await values.moveToStore();
  expect([...kept.keys()]).toEqual(["a", "file f"]);
  expect(await values.answer({...request, op: "get"})).toEqual([1, 2]);
});
