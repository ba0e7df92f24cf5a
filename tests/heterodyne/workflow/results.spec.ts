import {unzipSync} from "fflate";
import {describe, expect, it} from "vitest";
import {load} from "../../../worker/heterodyne/data/load.ts";
import {makeFit} from "../../../worker/heterodyne/fit/fit.ts";
import {makeRobust} from "../../../worker/heterodyne/robust/robust.ts";
import {makeExport} from "../../../worker/heterodyne/workflow/results.ts";
import {hooks, makeScan, START} from "../robust/makeCase.ts";

const exportFit = makeExport({version: "9.9.9"});
const scan = makeScan(24, [0.01, 0.01, 0.01]);
const active = ["v0", "beta", "phi0"] as const;
const options = {start: START, active, angles: [0, 90]};
const fit = await makeFit(hooks)(scan, options);
const settings = {options, seed: 4, inputs: ["a.npz"]};
const exported = await exportFit(fit, scan, settings);

/** A member as numbers, and its shape. */
function readArray(npz: Uint8Array, name: string): {shape: string; values: Float64Array} {
  const bytes = unzipSync(npz)[`${name}.npy`];
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint16(8, true);
  const header = new TextDecoder().decode(bytes.subarray(10, 10 + length));
  const values = new Float64Array(bytes.slice(10 + length).buffer);
  return {shape: /'shape': \(([^)]*)\)/.exec(header)![1], values};
}

describe("an exported fit", () => {
  it("says what it was made of, and no time unless told", () => {
    const {provenance} = exported.json as {provenance: Record<string, unknown>};
    expect(provenance).toMatchObject({
      engine: "cuvette",
      version: "9.9.9",
      semantics: "exact",
      method: "fit",
      options: {start: START, active: [...active], angles: [0, 90]},
      seed: 4,
      inputs: ["a.npz"]
    });
    expect(provenance.data).toMatch(/^[0-9a-f]{64}$/);
    expect(provenance.result).toMatch(/^[0-9a-f]{64}$/);
    expect(provenance).not.toHaveProperty("time");
  });

  it("has the same bytes again, and other digests for other data", async () => {
    const again = await exportFit(fit, scan, settings);
    expect(JSON.stringify(again.json)).toBe(JSON.stringify(exported.json));
    expect(again.npz).toEqual(exported.npz);
    const data = scan.data.map((matrix) => Float64Array.from(matrix));
    data[1][5] += 1e-9;
    const other = await exportFit(fit, {...scan, data}, {...settings, time: "noon"});
    const [one, two] = [exported, other].map(
      ({json}) => json.provenance as Record<string, string | undefined>
    );
    expect(two.data).not.toBe(one.data);
    expect(two.result).toBe(one.result);
    expect(two.time).toBe("noon");
  });

  it("is JSON through and through, with units and what is not known as null", async () => {
    const json = JSON.parse(JSON.stringify(exported.json)) as typeof exported.json;
    expect(json).toEqual(exported.json);
    const parameters = json.parameters as Record<string, unknown>[];
    expect(parameters[6]).toEqual({
      name: "v0", value: fit.theta[6], error: fit.errors[6], unit: "Å/s^(1+β)", active: true
    }); // prettier-ignore
    expect(parameters[0]).toMatchObject({value: START[0], error: 0, active: false});
    expect(json.correlation).toHaveLength(14);
    expect(json.angles).toHaveLength(2);
    const both = await makeFit(hooks)(scan, {start: START, active: ["f0", "f2"]});
    const told = (await exportFit(both, scan)).json.parameters as Record<string, unknown>[];
    expect(told[9].error).toBeNull();
  });

  it("has no number where there was none", async () => {
    const data = scan.data.map((matrix) => Float64Array.from(matrix));
    const mask = new Uint8Array(24 * 24).fill(1);
    for (const k of [3, 5, 3 * 24, 5 * 24]) mask[k] = 0;
    data[2][3] = data[2][3 * 24] = NaN;
    const holed = {...scan, data, mask};
    const {npz} = await exportFit(await makeFit(hooks)(holed, options), holed);
    for (const name of ["c2_experimental", "residuals"]) {
      // the angles that were fitted are the first and the last
      const {values} = readArray(npz, name);
      const missing = Array.from(values.keys()).filter((k) => Number.isNaN(values[k]));
      expect(missing).toEqual([24 * 24 + 3, 24 * 24 + 3 * 24]);
    }
    expect(readArray(npz, "c2_experimental").values[5]).toBe(data[0][5]);
  });

  it("has arrays with the original's names: fitted ones are measured ones less residuals", () => {
    const {npz} = exported;
    const [measured, fitted, residuals] = ["c2_experimental", "c2_fitted", "residuals"].map(
      (name) => readArray(npz, name)
    );
    expect(fitted.shape).toBe("2, 24, 24");
    expect(measured.values.subarray(0, 576)).toEqual(scan.data[0]);
    expect(measured.values.subarray(576)).toEqual(scan.data[2]);
    let ssr = 0;
    residuals.values.forEach((r, k) => {
      expect(fitted.values[k] + r).toBeCloseTo(measured.values[k], 14);
      ssr += r * r;
    });
    // the sums of squares that the fit ended with, computed anew
    expect(ssr).toBeCloseTo(fit.angles[0].ssr + fit.angles[1].ssr, 10);
    expect(readArray(npz, "parameters").values).toEqual(fit.theta);
    expect(readArray(npz, "phi_angles").values).toEqual(Float64Array.of(0, 90));
    expect(readArray(npz, "chi_squared")).toEqual({shape: "", values: Float64Array.of(fit.chi2)});
    expect(readArray(npz, "t1").values[23]).toBeCloseTo(2.3, 14);
    expect(readArray(npz, "covariance").shape).toBe("14, 14");
  });

  it("has tables", () => {
    const {parameters, angles, g2} = exported.csv;
    expect(parameters.split("\n")[0]).toBe("name,value,error,unit,active");
    expect(parameters.split("\n")[7]).toBe(`v0,${fit.theta[6]},${fit.errors[6]},Å/s^(1+β),true`);
    expect(angles.trim().split("\n")).toHaveLength(3);
    const rows = g2.trim().split("\n");
    expect(rows[0]).toBe("phi,tau,g2,error,fitted,points");
    expect(rows).toHaveLength(1 + 2 * 24);
    // at lag 0 the model is contrast + offset
    const [phi, tau, , , fitted] = rows[1].split(",").map(Number);
    expect([phi, tau]).toEqual([0, 0]);
    expect(fitted).toBeCloseTo(fit.angles[0].contrast + fit.angles[0].offset, 12);
  });

  it("is refused where there is no fit", async () => {
    const ask = (wrong: unknown) => exportFit(wrong as typeof fit, scan);
    await expect(ask(undefined)).rejects.toThrow("heterodyne.export: expected what heterodyne.fit");
    await expect(ask({})).rejects.toThrow("(awaited), got theta as undefined");
    await expect(ask({...fit, angles: undefined})).rejects.toThrow("got angles as undefined");
    const homodyne = {...fit, theta: new Float64Array(3)};
    await expect(ask(homodyne)).rejects.toThrow("with theta of 14 numbers, got 3");
  });

  it("is refused for a scan that was not fitted", async () => {
    const other = {...scan, phi: [0, 45, 80]};
    await expect(exportFit(fit, other)).rejects.toThrow(
      "heterodyne.export: expected the scan that was fitted, with the angles 0, 90, got one with 0, 45, 80"
    );
  });
});

describe("an exported robust fit", () => {
  it("tells the worst case, and can be loaded", async () => {
    const robust = await makeRobust(hooks)(scan, {
      method: "scenario",
      scenarios: 3,
      start: START,
      active
    });
    const {json, npz} = await exportFit(robust, scan);
    expect((json.provenance as {method: string}).method).toBe("scenario");
    expect(json.robust).toMatchObject({worst_case: robust.worstCase, weights: [...robust.weights]});
    expect(json).not.toHaveProperty("correlation");
    expect(readArray(npz, "uncertainties").values).toEqual(robust.errors);
    const read = unzipSync(npz);
    expect(Object.keys(read)).toContain("g2_2_fitted.npy");
    await expect(Promise.resolve(load(npz, {q: 1}))).rejects.toThrow(
      /expected two-time correlations/
    );
  });
});
