import {defineSignature} from "../../kernel.ts";
import {unaryFields} from "../unary.ts";

export const erfc = defineSignature({
  name: "erfc",
  ...unaryFields,
  hasTwin: true
});
