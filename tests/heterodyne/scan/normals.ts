// The engine's normal draws, by their reference on this thread.
import {normal} from "../../../kernels-as/random/normal/reference.ts";
import type {StreamWords} from "../../../kernels-as/random/counter.ts";
import {makeRandom} from "../../../worker/random.ts";

export const random = makeRandom((kernel, {scalars, n}) => {
  expectNormal(kernel);
  const y = new Float64Array(n);
  normal({...(scalars as StreamWords & {mean: number; sd: number}), y}, 0, n);
  return Promise.resolve({y});
});

function expectNormal(kernel: string): void {
  if (kernel !== "normal") throw new Error(`no ${kernel} draws here`);
}
