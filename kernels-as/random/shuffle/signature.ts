import {defineSignature, whole, word} from "../../kernel.ts";
import {streamScalars} from "../scalars.ts";

export const shuffle = defineSignature({
  name: "shuffle",
  outputs: {order: whole("u32", "where each place's entry comes from", ({size}) => size)},
  inputs: {},
  scalars: {...streamScalars, size: word("how many entries, below 2³¹")},
  block: 1
});
