import {defineSignature} from "../../kernel.ts";
import {unaryFields} from "../unary.ts";

export const erf = defineSignature({
  name: "erf",
  ...unaryFields,
  hasTwin: true
});
