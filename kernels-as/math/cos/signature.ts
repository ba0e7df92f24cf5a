import {defineSignature} from "../../kernel.ts";
import {unaryFields} from "../unary.ts";

export const cos = defineSignature({
  name: "cos",
  ...unaryFields,
  hasTwin: true
});
