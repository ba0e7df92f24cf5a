// What other libraries call the same thing. They are measured as their users would call them, on
// arrays already in their own memory; jax-js is awaited until its result can be read.
import * as jax from "@jax-js/jax";
import * as np from "numpy-ts";
import type {KernelCase} from "../../worker/bench/kernelCases.ts";

export type Peers = Record<string, () => unknown>;

const SAME_NAME = ["exp", "log", "log1p", "expm1", "sin", "cos", "tan", "tanh", "sqrt", "sort"];

/** The peers' ways to compute a case; none where they have nothing alike. */
export async function findPeers(test: KernelCase): Promise<Peers> {
  return {...findNumpy(test), ...(await findJax(test))};
}

function findNumpy({kernel, inputs, n}: KernelCase): Peers {
  const name: string = kernel;
  const name_ = "numpy-ts";
  const toArray = (field: string) => np.array(inputs[field]);
  const functions = np as unknown as Record<string, (...args: unknown[]) => unknown>;
  if (SAME_NAME.includes(name) && inputs.x) {
    const x = toArray("x");
    return {[name_]: () => functions[name](x)};
  }
  if (name === "pow" && inputs.x && inputs.y) {
    const [x, y] = [toArray("x"), toArray("y")];
    return {[name_]: () => np.power(x, y)};
  }
  if (name === "sum" && inputs.x) {
    const x = toArray("x");
    return {[name_]: () => np.sum(x)};
  }
  if (name === "uniform") return {[name_]: () => np.random.random_sample(n)};
  if (name === "normal") return {[name_]: () => np.random.standard_normal(n)};
  if (name === "exponential") return {[name_]: () => np.random.standard_exponential(n)};
  return {};
}

async function findJax({kernel, inputs}: KernelCase): Promise<Peers> {
  const name: string = kernel;
  const functions = {...jax.numpy, ...jax.scipySpecial} as unknown as Record<
    string,
    (x: jax.Array) => jax.Array
  >;
  if (!([...SAME_NAME, "erf", "erfc"].includes(name) && inputs.x && functions[name])) return {};
  await jax.init("wasm");
  jax.defaultDevice("wasm");
  const x = jax.numpy.array(inputs.x, {dtype: jax.numpy.float64});
  const f = jax.jit((value: jax.Array) => functions[name](value));
  const compute = async () => {
    const y = f(x.ref);
    await y.data();
  };
  try {
    await compute();
    return {"jax-js": compute};
  } catch (error) {
    console.warn(`jax-js has no ${name} here: ${String(error)}`);
    return {};
  }
}
