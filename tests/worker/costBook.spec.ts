import {describe, expect, it} from "vitest";
import {choose, type Wish} from "../../worker/device/choose.ts";
import {CostBook} from "../../worker/device/costBook.ts";

const trip = {launchMs: 2, nsPerByte: 1, nsPerIndex: 5};

describe("CostBook", () => {
  it("knows nothing at first but what the trip costs", () => {
    expect(new CostBook().costsOf("exp")).toEqual({});
    expect(new CostBook().costsOf("exp", trip)).toEqual({gpu: trip});
  });

  it("averages runs and forgets old ones", () => {
    const book = new CostBook();
    book.recordWasm({kernel: "exp", n: 1_000_000, ms: 10});
    expect(book.costsOf("exp").wasmNsPerIndex).toBe(10);
    book.recordWasm({kernel: "exp", n: 1_000_000, ms: 2});
    expect(book.costsOf("exp").wasmNsPerIndex).toBe(6);
    expect(book.costsOf("log").wasmNsPerIndex).toBeUndefined();
  });

  it("leaves out runs that are too short to tell", () => {
    const book = new CostBook();
    book.recordWasm({kernel: "exp", n: 3, ms: 0.1});
    book.recordWasm({kernel: "exp", n: 0, ms: 5});
    expect(book.costsOf("exp")).toEqual({});
  });

  it("takes the trip off what a GPU run took, where the GPU itself kept no time", () => {
    const book = new CostBook();
    book.recordGpu({kernel: "a", n: 1_000_000, ms: 13}, trip, 8_000_000);
    expect(book.costsOf("a", trip).gpu?.nsPerIndex).toBe(3);
    book.recordGpu({kernel: "b", n: 1_000_000, ms: 13}, trip, 8_000_000, 1);
    expect(book.costsOf("b", trip).gpu?.nsPerIndex).toBe(1);
    book.recordGpu({kernel: "c", n: 1_000_000, ms: 3}, trip, 8_000_000);
    expect(book.costsOf("c", trip).gpu?.nsPerIndex).toBe(0);
  });

  it("turns choose towards the device that has proved faster", () => {
    const wish: Wish = {
      kernel: "k",
      device: "auto",
      numerics: "fast",
      hasTwin: true,
      n: 1_000_000,
      bytes: 8_000_000
    };
    const here = {simd: true, gpu: {available: true, why: ""}};
    const book = new CostBook();
    const pick = () => choose(wish, here, book.costsOf("k", trip)).device;
    expect(pick()).toBe("wasm");
    book.recordWasm({kernel: "k", n: 1_000_000, ms: 500});
    expect(pick()).toBe("gpu");
    // the GPU turns out to be slow at this kernel
    for (let run = 0; run < 5; run++) {
      book.recordGpu({kernel: "k", n: 1_000_000, ms: 900}, trip, 8_000_000);
    }
    expect(pick()).toBe("wasm");
  });
});
