import {defineSignature} from "../../kernel.ts";
import {unaryFields} from "../unary.ts";

export const tan = defineSignature({
  name: "tan",
  ...unaryFields,
  hasTwin: true
});
