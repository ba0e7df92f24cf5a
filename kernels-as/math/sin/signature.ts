import {defineSignature} from "../../kernel.ts";
import {unaryFields} from "../unary.ts";

export const sin = defineSignature({
  name: "sin",
  ...unaryFields,
  hasTwin: true
});
