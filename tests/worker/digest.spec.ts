import {createHash} from "node:crypto";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {describeDigest, digest} from "../../worker/digest.ts";
import {Sha256, toHex} from "../../worker/sha256.ts";

const sha = (bytes: Uint8Array | string) => createHash("sha256").update(bytes).digest("hex");

describe("SHA-256", () => {
  it("agrees with Node's for every length and every way of cutting the input", () => {
    fc.assert(
      fc.property(fc.uint8Array({maxLength: 300}), fc.integer({min: 0, max: 300}), (bytes, cut) => {
        const mine = new Sha256()
          .update(bytes.subarray(0, cut))
          .update(bytes.subarray(cut))
          .finish();
        expect(toHex(mine)).toBe(sha(bytes));
      }),
      {seed: 7, numRuns: 400}
    );
  });
});

describe("digest", () => {
  it("of a vector is the SHA-256 of its little-endian f64 bytes, for plain and typed arrays alike", () => {
    const values = [0, -0, 1.5, -Infinity, 5e-324];
    const expected = sha(new Uint8Array(Float64Array.from(values).buffer));
    expect(digest(values)).toBe(expected);
    expect(digest(Float64Array.from(values))).toBe(expected);
  });

  it("of a string is the SHA-256 of its UTF-8", () => expect(digest("φ·ψ")).toBe(sha("φ·ψ")));

  it("keeps −0 apart from 0 and sees one NaN only", () => {
    expect(digest([-0])).not.toBe(digest([0]));
    const odd = new Float64Array(new BigUint64Array([0xfff8000000000123n]).buffer);
    expect(digest(odd)).toBe(digest([NaN]));
  });

  it("does not see the order of keys, nor stats", () => {
    expect(digest({a: 1, b: [2, 3]})).toBe(digest({b: [2, 3], a: 1, stats: {elapsed: 9}}));
    expect(digest({a: 1})).not.toBe(digest({b: 1}));
  });

  it("keeps shapes and types apart", () => {
    const values = [[1, 2, 3], [[1, 2], [3]], [[1], [2, 3]], Int32Array.of(1, 2, 3), Float32Array.of(1, 2, 3), "123", {0: 1}, null, undefined, true, 1n]; // prettier-ignore
    expect(new Set(values.map(digest)).size).toBe(values.length);
  });

  it("is null, with the reason, for what has no bits", () => {
    expect(describeDigest({a: [{f: () => 1}]})).toEqual({
      digest: null,
      reason: "value.a[0].f is a function"
    });
    expect(describeDigest(new Map())).toEqual({digest: null, reason: "value is a Map"});
    const loop: unknown[] = [];
    loop.push(loop);
    expect(describeDigest(loop).reason).toBe("value[0] contains itself");
  });
});
