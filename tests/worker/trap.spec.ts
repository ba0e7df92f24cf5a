// A lane whose kernels trap: its module is one made for the purpose, with the real coordinator's beside it.
import asc from "assemblyscript/asc";
import {expect, it} from "vitest";
import type {Hand} from "../../worker/home.ts";
import type {LaneStart} from "../../worker/pool/lane.ts";
import {makeEngine} from "./makeEngine.ts";

const FAULTY = `
  export function sqrt(y: usize, x: usize, begin: i32, end: i32): void { unreachable(); }
  export function heapBase(): usize { return __heap_base; }
  export function park(address: usize, seen: i32, spins: i32): i32 {
    while (atomic.load<i32>(address) == seen) memory.atomic.wait32(address, seen, -1);
    return atomic.load<i32>(address);
  }
  export function spin(address: usize, seen: i32, spins: i32): i32 { return atomic.load<i32>(address); }
`;

async function compileFaulty(): Promise<Uint8Array<ArrayBuffer>> {
  const {error, binary} = await asc.compileString(FAULTY, {
    runtime: "stub",
    importMemory: true,
    noExportMemory: true,
    sharedMemory: true,
    initialMemory: 4,
    maximumMemory: 65536,
    enable: ["simd", "threads"]
  });
  if (error || !binary) throw new Error("the faulty module does not compile");
  return new Uint8Array(binary);
}

it("fails the job of a lane that traps, replaces the lane, and the next job works", async () => {
  const faulty = await compileFaulty();
  let lanes = 0;
  const {engine} = await makeEngine({threads: 2}, (home) => ({
    spawn: async (): Promise<Hand> => {
      const hand = await home.spawn!();
      const post: Hand["post"] = (message, transfer) => {
        const start = message as LaneStart;
        const isFirst = start.role === "lane" && lanes++ === 0;
        hand.post(isFirst ? {...start, kernels: faulty} : start, transfer);
      };
      return {...hand, post};
    }
  }));
  await expect.poll(() => lanes).toBe(1);
  const x = new Float64Array(4_000_000).fill(9);
  // The faulty lane takes a block of one of the first jobs, and only of one.
  const failures: string[] = [];
  for (let k = 0; k < 20 && failures.length === 0; k++) {
    await engine.kernels
      .run("sqrt", {inputs: {x}})
      .then(undefined, (error: unknown) => failures.push((error as Error).message));
  }
  expect(failures).toEqual(["sqrt: unreachable (lane 1)"]);
  await expect.poll(() => lanes).toBe(2);
  const {outputs} = await engine.kernels.run("sqrt", {inputs: {x}});
  expect(outputs.y.every((y) => y === 3)).toBe(true);
  expect((await engine.memory()).live).toBe(0);
});
