import {defineSignature} from "../../kernel.ts";
import {unaryFields} from "../unary.ts";

export const lgamma = defineSignature({
  name: "lgamma",
  ...unaryFields,
  hasTwin: true
});
