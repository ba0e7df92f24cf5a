import {describe, expect, it} from "vitest";
import {makeFileAttachment, withReaders} from "../../web/stdlib/fileAttachment.ts";

/** An .npy file of version 1 as numpy.save writes it. */
function toNpy(descr: string, shape: string, data: ArrayBufferView, order = "False"): Uint8Array {
  const dictionary = `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': ${shape}, }`;
  const header = dictionary.padEnd(128 - 10 - 1) + "\n";
  const bytes = new Uint8Array(128 + data.byteLength);
  bytes.set([0x93, ...new TextEncoder().encode("NUMPY"), 1, 0, header.length, 0]);
  bytes.set(new TextEncoder().encode(header), 10);
  bytes.set(new Uint8Array(data.buffer), 128);
  return bytes;
}

const files: Record<string, string | Uint8Array> = {
  "a.csv": '\ufeffname,x,day\nann,1.5,2024-05-01\n"b, c",,\n',
  "a.tsv": "a\tb\n1\t2\n",
  "a.json": '{"a": [1, 2]}',
  "f8.npy": toNpy("<f8", "(2, 3)", Float64Array.of(1, 2, 3, 4, 5, 6)),
  "i2.npy": toNpy(">i2", "(2,)", Uint8Array.of(1, 2, 0xff, 0xfe), "True"),
  "one.npy": toNpy("<i8", "()", BigInt64Array.of(7n)),
  "text.npy": toNpy("<U3", "(1,)", new Uint8Array(12)),
  "own.npy": toNpy("<constructor", "(1,)", new Uint8Array(8)),
  "short.npy": toNpy("<f8", "(9,)", Float64Array.of(1))
};
const attach = makeFileAttachment((name) => {
  const file = files[name];
  if (file === undefined) return Promise.reject(new Error(`no file ${name}`));
  const bytes = typeof file === "string" ? new TextEncoder().encode(file) : file;
  return Promise.resolve(bytes.slice().buffer);
}, undefined);

describe("FileAttachment", () => {
  it("reads tables, as texts or typed", async () => {
    const texts = await attach("a.csv").csv();
    expect(texts.columns).toEqual(["name", "x", "day"]);
    expect([...texts]).toEqual([
      {name: "ann", x: "1.5", day: "2024-05-01"},
      {name: "b, c", x: "", day: ""}
    ]);
    const typed = await attach("a.csv").csv({typed: true});
    expect([...typed]).toEqual([
      {name: "ann", x: 1.5, day: new Date("2024-05-01")},
      {name: "b, c", x: null, day: null}
    ]);
    expect([...(await attach("a.tsv").tsv({typed: true, array: true}))]).toEqual([
      ["a", "b"],
      [1, 2]
    ]);
  });

  it("reads JSON, text, bytes and blobs with their type", async () => {
    expect(await attach("a.json").json()).toEqual({a: [1, 2]});
    expect(await attach("a.json").text()).toBe(files["a.json"]);
    expect((await attach("a.json").arrayBuffer()).byteLength).toBe(13);
    expect((await attach("a.csv").blob()).type).toBe("text/csv");
  });

  it("reads NumPy's arrays in either byte order", async () => {
    expect(await attach("f8.npy").npy()).toEqual({
      shape: [2, 3],
      fortranOrder: false,
      data: Float64Array.of(1, 2, 3, 4, 5, 6)
    });
    expect(await attach("i2.npy").npy()).toEqual({
      shape: [2],
      fortranOrder: true,
      data: Int16Array.of(0x102, -2)
    });
    expect(await attach("one.npy").npy()).toMatchObject({shape: [], data: BigInt64Array.of(7n)});
  });

  it("says what is wrong", async () => {
    await expect(attach("none").text()).rejects.toThrow("no file none");
    await expect(attach("a.csv").npy()).rejects.toThrow("expected NumPy's first bytes in a.csv");
    await expect(attach("text.npy").npy()).rejects.toThrow("got U3");
    await expect(attach("own.npy").npy()).rejects.toThrow("expected one of f4, ");
    await expect(attach("short.npy").npy()).rejects.toThrow(
      "expected 72 bytes in short.npy, got 8"
    );
    expect(() => attach("")).toThrow("FileAttachment: expected a file's name");
  });

  it("gives a file that was chosen in a control the same ways to be read", async () => {
    const chosen = withReaders(new File(["t,x\n0,1.5\n"], "a.csv"));
    expect(chosen).toBeInstanceOf(File);
    expect([...(await chosen.csv({typed: true}))]).toEqual([{t: 0, x: 1.5}]);
    expect((await withReaders(new File(["[1]"], "a.json")).json()) as number[]).toEqual([1]);
    const bytes = files["i2.npy"] as Uint8Array<ArrayBuffer>;
    expect(await withReaders(new File([bytes], "i2.npy")).npy()).toMatchObject({shape: [2]});
  });
});
