// All programs share one memory with the kernels: what one of them has of data of its own must not lie where another has.
import {readdirSync, readFileSync} from "node:fs";
import {expect, it} from "vitest";
import {CONTROL_END, PROGRAM_DATA, PROGRAM_DATA_END} from "../../../worker/pool/control.ts";

const FOLDER = new URL("../../../dist/kernels/", import.meta.url);
const DATA_SECTION = 11;
const CONSTANT = 0x41;

/** [begin, end) of all data that a module brings along. */
function findData(bytes: Uint8Array): [number, number] | undefined {
  let at = 8;
  const leb = (isSigned = false): number => {
    let value = 0;
    for (let shift = 0; ;) {
      const byte = bytes[at++];
      value |= (byte & 127) << shift;
      shift += 7;
      if (byte < 128) return isSigned && byte & 64 && shift < 32 ? value | (-1 << shift) : value;
    }
  };
  while (at < bytes.length) {
    const section = bytes[at++];
    const size = leb();
    if (section !== DATA_SECTION) {
      at += size;
      continue;
    }
    let [first, last] = [Infinity, 0];
    for (let count = leb(); count > 0; count--) {
      expect([leb(), bytes[at++]]).toEqual([0, CONSTANT]);
      const from = leb(true);
      at++; // the end of the expression
      const length = leb();
      at += length;
      first = Math.min(first, from);
      last = Math.max(last, from + length);
    }
    return [first, last];
  }
  return undefined;
}

it.each(["strict", "relaxed"])("%s modules keep apart", (flavour) => {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith(`${flavour}.wasm`));
  const found = files.flatMap((file) => {
    const data = findData(new Uint8Array(readFileSync(new URL(file, FOLDER))));
    return data ? [{file, data}] : [];
  });
  expect(found.map(({file}) => file)).toContain(`heterodyneSums.${flavour}.wasm`);
  const sorted = found.toSorted((a, b) => a.data[0] - b.data[0]);
  for (const [k, {file, data}] of sorted.entries()) {
    const isKernels = file === `${flavour}.wasm`;
    expect(data[0], file).toBeGreaterThanOrEqual(isKernels ? CONTROL_END : PROGRAM_DATA);
    expect(data[1], file).toBeLessThanOrEqual(isKernels ? PROGRAM_DATA : PROGRAM_DATA_END);
    if (k > 0) expect(data[0], file).toBeGreaterThanOrEqual(sorted[k - 1].data[1]);
  }
});
