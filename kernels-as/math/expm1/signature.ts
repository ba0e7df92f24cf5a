import {defineSignature} from "../../kernel.ts";
import {unaryFields} from "../unary.ts";

export const expm1 = defineSignature({
  name: "expm1",
  ...unaryFields,
  hasTwin: true
});
