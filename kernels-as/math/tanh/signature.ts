import {defineSignature} from "../../kernel.ts";
import {unaryFields} from "../unary.ts";

export const tanh = defineSignature({
  name: "tanh",
  ...unaryFields,
  hasTwin: true
});
