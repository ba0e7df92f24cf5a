import {defineKernel, whole, word} from "../../kernel.ts";
import {exampleStream, streamScalars} from "../scalars.ts";
import {shuffle as reference} from "./reference.ts";

export const shuffle = defineKernel({
  name: "shuffle",
  doc:
    "A random order of 0 … size − 1 (Fisher, Yates): for i = size − 1 down to 1 swap entries i and j, j drawn from " +
    "0 … i as `integers` draws its element i. Sequential: the axis has length 1 and index 0 does it all.",
  outputs: {order: whole("u32", "where each place's entry comes from", ({size}) => size)},
  inputs: {},
  scalars: {...streamScalars, size: word("how many entries, below 2³¹")},
  block: 1,
  tolerance: {wasm: 0, relaxed: 0},
  errors: {f64: []},
  reference,
  example: {scalars: {...exampleStream, size: 1000}, inputs: {}}
});
