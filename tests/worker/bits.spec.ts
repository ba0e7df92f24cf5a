// The same bits for any number of threads, with shared memory and without, with SIMD and without: in
// Node here, in the browsers in tests/browser/bits.browser.spec.ts.
import {readFileSync, writeFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {digest} from "../../worker/digest.ts";
import type {BitsRow} from "../../worker/api.ts";
import {makeEngine, MODES} from "./makeEngine.ts";

const RECORDED = new URL("../../worker/bits/recorded.json", import.meta.url);

/** `CUVETTE_RECORD_BITS=1` records anew, which is only right where bits were meant to change. */
const isRecording = process.env.CUVETTE_RECORD_BITS === "1";

if (isRecording)
  it("records", async () => {
    const {engine} = await makeEngine({threads: 1});
    const {rows} = await engine.selfCheck();
    const entries = rows.map((row): [string, string] => [row.name, row.digest]);
    writeFileSync(RECORDED, `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`);
  });

describe.each(MODES)("an engine $name", ({options, change}) => {
  const threads = change ? [1, 2] : [1, 2, 3, 5];
  it.each(threads)("gives every recorded digest with %i threads", async (threads) => {
    const {engine} = await makeEngine({...options, threads}, change);
    const {equal, rows} = await engine.selfCheck();
    expect(rows.filter((row: BitsRow) => !row.equal)).toEqual([]);
    expect(equal).toBe(true);
    const names = Object.keys(JSON.parse(readFileSync(RECORDED, "utf8")) as object);
    expect(rows.map(({name}) => name)).toEqual(names);
  });
});

it("would notice a single bit", () => {
  const values = Float64Array.from({length: 1000}, (_, i) => i / 3);
  const before = digest(values);
  new Uint8Array(values.buffer)[5000] ^= 1;
  expect(digest(values)).not.toBe(before);
});
