import {defineSignature} from "../../kernel.ts";
import {unaryFields} from "../unary.ts";

export const log1p = defineSignature({
  name: "log1p",
  ...unaryFields,
  hasTwin: true
});
