import {defineSignature} from "../../kernel.ts";
import {unaryFields} from "../unary.ts";

export const log = defineSignature({
  name: "log",
  ...unaryFields,
  hasTwin: true
});
