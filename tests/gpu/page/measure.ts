// Errors of the elementwise twins by region, against the f64 functions of JavaScript: they are good
// to about 1e-16, a billionth of what is measured here.
import type {ErrorRow} from "../../../kernels-as/kernel.ts";
import type {GpuHost} from "../../../worker/device/gpu/gpuHost.ts";
import {regions} from "../regions.ts";

const POINTS = 1 << 18;

export async function measure(host: GpuHost, name: string): Promise<(ErrorRow & {at: number})[]> {
  const {exact, rows} = regions[name];
  const table: (ErrorRow & {at: number})[] = [];
  for (const {region, unit, from, to, spacing} of rows) {
    const x = new Float64Array(POINTS);
    for (let i = 0; i < POINTS; i++) {
      const t = i / (POINTS - 1);
      const value =
        spacing === "log"
          ? Math.sign(from) * Math.abs(from) ** (1 - t) * Math.abs(to) ** t
          : from + (to - from) * t;
      x[i] = Math.fround(value);
    }
    const {outputs} = await host.run(name, {inputs: {x}, scalars: {}, n: POINTS});
    let max = 0;
    let at = 0;
    for (const [output, f] of Object.entries(exact)) {
      for (let i = 0; i < POINTS; i++) {
        const wanted = f(x[i]);
        const error = Math.abs(outputs[output][i] - wanted);
        const size = unit === "abs" ? 1 : ulp32(wanted);
        if (error <= max * size) continue;
        max = error / size;
        at = x[i];
      }
    }
    table.push({region, max, unit, at});
  }
  return table;
}

/** The distance between f32 numbers next to x. */
export function ulp32(x: number): number {
  return 2 ** Math.max(Math.floor(Math.log2(Math.abs(x))) - 23, -149);
}
