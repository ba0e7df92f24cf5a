import {defineSignature} from "../../kernel.ts";
import {unaryFields} from "../unary.ts";

export const exp = defineSignature({
  name: "exp",
  ...unaryFields,
  hasTwin: true
});
