import {defineSignature, each, word} from "../../kernel.ts";

export const philox = defineSignature({
  name: "philox",
  outputs: {words: each("u32", "the block of index i", 4)},
  inputs: {},
  scalars: {
    keyLow: word("lower word of the key"),
    keyHigh: word("upper word of the key"),
    c1: word("counter word 1"),
    c2: word("counter word 2"),
    c3: word("counter word 3")
  },
  block: 4096,
  hasTwin: true
});
