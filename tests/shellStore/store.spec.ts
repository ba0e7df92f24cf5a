import {describe as group, expect, it} from "vitest";
import type {Backend, Transaction} from "../../web/shell/store/backend.ts";
import {hashText} from "../../web/shell/store/hashText.ts";
import {Memory} from "../../web/shell/store/memory.ts";
import {Notebooks} from "../../web/shell/store/notebooks.ts";
import {describe} from "./describe.ts";
import {storeLaws} from "./storeLaws.ts";

function makeBench() {
  const clock = {now: Date.UTC(2026, 0, 1)};
  const backend = new Memory();
  const options = {backend, describe, hash: hashText, now: () => clock.now};
  return {store: new Notebooks(options), other: new Notebooks(options), clock, backend};
}

group("a store in memory", () => {
  it.each(Object.entries(storeLaws))("%s", async (_, law) => {
    await law(makeBench());
  });

  it("says that it is one", () => {
    expect(makeBench().store.kind).toBe("memory");
  });
});

group("a store that is full", () => {
  function makeFull() {
    const {backend, clock} = makeBench();
    /** how many more rows find room. */
    const room = {left: Infinity};
    const full: Backend = {
      kind: "indexeddb",
      onCleared: () => undefined,
      close: () => undefined,
      transact: (tables, mode, body) =>
        backend.transact(tables, mode, (inner) => {
          const put: Transaction["put"] = async (table, row) => {
            if (room.left-- <= 0) throw new DOMException("full", "QuotaExceededError");
            await inner.put(table, row);
          };
          return body({...inner, put});
        })
    };
    const options = {backend: full, describe, hash: hashText, now: () => clock.now};
    return {store: new Notebooks(options), room};
  }

  it("says so with a typed error, keeps the text at hand and writes it when there is room", async () => {
    const {store, room} = makeFull();
    const {id} = await store.create({text: "a", origin: {kind: "own"}});
    room.left = 0;
    const problem = store.write(id, "b");
    await expect(problem).rejects.toMatchObject({name: "QuotaExceededError"});
    await expect(problem).rejects.toThrow(/no room left/);
    expect(await store.readText(id)).toBe("b");
    expect(store.unsaved()).toEqual([{id, text: "b"}]);
    room.left = Infinity;
    await store.write(id, "bc");
    expect(store.unsaved()).toEqual([]);
    expect(await store.readText(id)).toBe("bc");
  });

  it("leaves nothing half written", async () => {
    const {store, room} = makeFull();
    const {id} = await store.create({text: "a", origin: {kind: "own"}});
    room.left = 1;
    await expect(store.attach(id, "f", new ArrayBuffer(1))).rejects.toThrow();
    expect(await store.readAttachment(id, "f")).toBeUndefined();
    room.left = 1;
    await expect(store.write(id, "b")).rejects.toThrow();
    expect(await store.versions(id)).toHaveLength(1);
  });
});
