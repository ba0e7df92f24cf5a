// What other libraries call the same thing. They are measured as their users would call them, on
// arrays already in their own memory; jax-js is awaited until its result can be read.
import * as jax from "@jax-js/jax";
import * as np from "numpy-ts";
import type {KernelCase} from "../../worker/bench/kernelCases.ts";

export type Peers = Record<string, () => unknown>;

// jax-js asks whether data is one of these; Node 20 has none, so nothing is
(globalThis as {Float16Array?: unknown}).Float16Array ??= class {};

const SAME_NAME = ["exp", "log", "log1p", "expm1", "sin", "cos", "tan", "tanh", "sqrt", "sort"];
/** Up to so many matrices, one call each is how a user of these libraries would do it. */
const FEW = 64;

/** The peers' ways to compute a case; none where they have nothing alike. */
export async function findPeers(test: KernelCase): Promise<Peers> {
  return {...findNumpy(test), ...(await findJax(test))};
}

function findNumpy(test: KernelCase): Peers {
  const compute = findNumpyCall(test);
  return compute ? {"numpy-ts": compute} : {};
}

function findNumpyCall({kernel, inputs, scalars, n}: KernelCase): (() => unknown) | undefined {
  const name: string = kernel;
  const toArray = (field: string) => np.array(inputs[field]);
  if (SAME_NAME.includes(name)) {
    const f = (np as unknown as Record<string, (x: unknown) => unknown>)[name];
    // the rows of a kernel that goes through them one an index
    const x = toArray("x").reshape(n, inputs.x.length / n);
    return () => f(x);
  }
  switch (name) {
    case "pow": {
      const [x, y] = [toArray("x"), toArray("y")];
      return () => np.power(x, y);
    }
    case "sum": {
      const x = toArray("x");
      return () => np.sum(x);
    }
    case "dot": {
      const [x, y] = [toArray("x"), toArray("y")];
      return () => np.dot(x, y);
    }
    case "cholesky":
    case "qr": {
      if (n > FEW) return undefined;
      const size = scalars.n * (scalars.rows ?? scalars.n);
      const matrices = Array.from({length: n}, (_, i) =>
        np.array(inputs.A.slice(i * size, (i + 1) * size)).reshape(size / scalars.n, scalars.n)
      );
      const f = np.linalg[name] as (matrix: unknown) => unknown;
      return () => matrices.map((matrix) => f(matrix));
    }
    case "uniform":
      return () => np.random.random_sample(n);
    case "normal":
      return () => np.random.standard_normal(n);
    case "exponential":
      return () => np.random.standard_exponential(n);
    case "shuffle":
      return () => np.random.permutation(scalars.size);
  }
  return undefined;
}

async function findJax({kernel, inputs, n}: KernelCase): Promise<Peers> {
  const name: string = kernel;
  const functions = {...jax.numpy, ...jax.scipySpecial} as unknown as Record<
    string,
    (x: jax.Array) => jax.Array
  >;
  if (!([...SAME_NAME, "erf", "erfc"].includes(name) && functions[name])) return {};
  await jax.init("wasm");
  jax.defaultDevice("wasm");
  const x = jax.numpy.array(inputs.x, {dtype: jax.numpy.float64}).reshape([n, inputs.x.length / n]);
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
