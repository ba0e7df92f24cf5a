import {defineSignature} from "../../kernel.ts";
import {unaryFields} from "../unary.ts";

export const sqrt = defineSignature({
  name: "sqrt",
  ...unaryFields,
  hasTwin: true
});
