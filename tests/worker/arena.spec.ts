import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {Arena} from "../../worker/memory/arena.ts";

const PAGE = 65536;
const makeArena = (pages = 4, limit = 64) =>
  new Arena(new WebAssembly.Memory({initial: pages, maximum: 128}), 8192, limit * PAGE);

describe("the arena", () => {
  it.each([PAGE, PAGE + 4096, 3 * PAGE])(
    "begins where it may, though the memory ends there or before: from byte %d",
    (start) => {
      const memory = new WebAssembly.Memory({initial: 1, maximum: 128});
      const arena = new Arena(memory, start, 64 * PAGE);
      const places = [100, 50_000, 200_000].map((bytes) => arena.allocate(bytes, "test"));
      expect(places[0]).toBeGreaterThanOrEqual(start);
      expect(places[1]).toBeGreaterThanOrEqual(places[0] + 100);
      expect(places[2]).toBeGreaterThanOrEqual(places[1] + 50_000);
      expect(memory.buffer.byteLength).toBeGreaterThanOrEqual(places[2] + 200_000);
    }
  );

  it("never overlaps two blocks, counts exactly, and gives everything back", () => {
    const steps = fc.array(fc.record({free: fc.boolean(), bytes: fc.integer({min: 0, max: 90_000}), pick: fc.nat()}), {maxLength: 120}); // prettier-ignore
    fc.assert(
      fc.property(steps, (script) => {
        const arena = makeArena();
        const held: {at: number; bytes: number}[] = [];
        let most = 0;
        const live = () =>
          held.reduce((sum, block) => sum + Math.max(64, Math.ceil(block.bytes / 64) * 64), 0);
        for (const {free, bytes, pick} of script) {
          if (free && held.length > 0) arena.release(held.splice(pick % held.length, 1)[0].at);
          else {
            try {
              held.push({at: arena.allocate(bytes, "test"), bytes});
            } catch (error) {
              expect((error as Error).message).toMatch(
                /^arena\.allocate: out of memory, requested \d+ bytes, limit 4194304 bytes/
              );
            }
          }
          most = Math.max(most, live());
          expect(arena.account().live).toBe(live());
        }
        const sorted = [...held].sort((a, b) => a.at - b.at);
        sorted.forEach(({at, bytes}, i) => {
          expect(at % 64).toBe(0);
          expect(at).toBeGreaterThanOrEqual(8192);
          expect(at + bytes).toBeLessThanOrEqual(
            sorted[i + 1]?.at ?? arena.memory.buffer.byteLength
          );
        });
        expect(arena.account().peak).toBe(most);
        arena.releaseOwner("test");
        expect(arena.account().live).toBe(0);
        // One piece again: what was fragmented has merged.
        const all = arena.memory.buffer.byteLength - 8192;
        expect(arena.allocate(all, "test")).toBe(8192);
      }),
      {seed: 11, numRuns: 150}
    );
  });

  it("accounts by owner", () => {
    const arena = makeArena();
    arena.allocate(100, "a");
    arena.allocate(64, "b");
    expect(arena.account().byOwner).toEqual({a: 128, b: 64});
    expect(arena.releaseOwner("a")).toBe(128);
    expect(arena.account()).toMatchObject({live: 64, peak: 192, byOwner: {b: 64}});
  });

  it("refuses beyond its limit with both numbers and stays usable", () => {
    const arena = makeArena(4, 8);
    expect(() => arena.allocate(9 * PAGE, "a")).toThrow(
      "arena.allocate: out of memory, requested 589824 bytes, limit 524288 bytes, in use 0 bytes"
    );
    expect(arena.allocate(7 * PAGE, "a")).toBe(8192);
  });

  it("says when it was the browser that refused", () => {
    const arena = new Arena(new WebAssembly.Memory({initial: 1, maximum: 2}), 0, 64 * PAGE);
    expect(() => arena.allocate(3 * PAGE, "a")).toThrow(/the browser refused to grow the memory$/);
  });

  it("knows what it never gave out", () => {
    expect(() => makeArena().release(12)).toThrow("arena.release: unknown address, got 12");
  });
});
