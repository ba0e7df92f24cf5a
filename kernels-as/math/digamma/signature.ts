import {defineSignature} from "../../kernel.ts";
import {unaryFields} from "../unary.ts";

export const digamma = defineSignature({
  name: "digamma",
  ...unaryFields,
  hasTwin: true
});
