import {defineSignature, each, integer, paired, whole} from "../../kernel.ts";

export const normalLogDensity = defineSignature({
  name: "normalLogDensity",
  outputs: {logDensity: paired(each("f64", "log-density of all data under set i, in nats"))},
  inputs: {
    mean: paired(each("f64", "μ, in the data's unit")),
    sd: paired(each("f64", "σ > 0, in the data's unit")),
    data: paired(whole("f64", "y", ({count}) => count))
  },
  scalars: {count: integer("n, the number of data")},
  block: 64,
  hasTwin: true
});
