import {createHash} from "node:crypto";
import {readFileSync} from "node:fs";
import fc from "fast-check";
import {deflateSync} from "fflate";
import {describe, expect, it} from "vitest";
import {encodeLink} from "../../web/document/encodeLink.ts";
import {linkAdvice, parseHash, printHash} from "../../web/document/link.ts";
import type {Opener} from "../../web/document/link.ts";
import {DICTIONARY_1} from "../../web/document/linkDictionary1.ts";
import {packText, unpackText} from "../../web/document/linkText.ts";
import {
  printControls,
  readControls,
  readExpected,
  toExpected
} from "../../web/document/linkValues.ts";
import {anyText} from "./texts.ts";

const toUrlBase64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64url");
const SHA = "0123456789abcdef0123456789abcdef01234567";
const HASH = "0123456789abcdef".repeat(4);

describe("packText", () => {
  it("gives back any text", () => {
    const text = fc.oneof(anyText, fc.string({unit: "grapheme", maxLength: 2000}));
    fc.assert(
      fc.property(text, (text) => {
        expect(unpackText(packText(text))).toBe(text);
      }),
      {numRuns: 500}
    );
  });

  it("reads both packings, each by its own letter", () => {
    const bytes = new TextEncoder().encode("# Title\n\nThe sum of the parts.\n");
    const plain = `1d.${toUrlBase64(deflateSync(bytes))}`;
    const known = `1D.${toUrlBase64(deflateSync(bytes, {dictionary: DICTIONARY_1}))}`;
    expect([unpackText(plain), unpackText(known)]).toEqual(
      Array(2).fill("# Title\n\nThe sum of the parts.\n")
    );
    expect(known.length).toBeLessThan(plain.length);
    expect(unpackText("1d.c0jMyclPBAA")).toBe(unpackText(packText(unpackText("1d.c0jMyclPBAA"))));
  });

  it("has a dictionary that never changes", () => {
    expect(DICTIONARY_1.length).toBeLessThanOrEqual(16 * 1024);
    expect(createHash("sha256").update(DICTIONARY_1).digest("hex")).toBe(
      "4c44cede1ad3e287ce507c34f39dda0f2bdd99931ff3604f977b4c8c4c2885ef"
    );
  });

  it.each([
    ["nothing", "", "damaged"],
    ["no packing", "abc", "damaged"],
    ["other signs", "1d.***", "damaged"],
    ["no deflate", "1d.////", "damaged"],
    ["garbage", "1D.abcdefgh", "damaged"],
    ["an empty payload", "1d.", "damaged"],
    ["a newer version", "2d.AAAA", "newer version"],
    ["a newer packing", "1Z.AAAA", "newer version"],
    ["an inherited packing", "1_.AAAA", "newer version"],
    ["no UTF-8", `1d.${toUrlBase64(deflateSync(new Uint8Array([0xff, 0xfe])))}`, "damaged"]
  ])("refuses %s", (_what, payload, words) => {
    expect(() => unpackText(payload)).toThrow(RangeError);
    expect(() => unpackText(payload)).toThrow(words);
  });

  it("refuses a link that was cut off anywhere", () => {
    const payload = packText("# Title\n\nSome words that are not in the dictionary: qzxwv.\n");
    for (let n = 0; n < payload.length - 1; n++) {
      expect(() => unpackText(payload.slice(0, n)), payload.slice(0, n)).toThrow(RangeError);
    }
  });

  it("stops unpacking at 8 MB", () => {
    const bomb = `1d.${toUrlBase64(deflateSync(new Uint8Array(100 * 1024 * 1024)))}`;
    expect(bomb.length).toBeLessThan(500_000);
    const before = process.memoryUsage().arrayBuffers;
    expect(() => unpackText(bomb)).toThrow("larger than 8 MB");
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * 1024 * 1024);
    expect(() => packText("x".repeat(9 * 1024 * 1024))).toThrow("larger than 8 MB");
  });
});

describe("parseHash", () => {
  it.each<[string, Opener]>([
    ["", {kind: "library"}],
    ["#", {kind: "library"}],
    ["#/", {kind: "library"}],
    ["#/library", {kind: "library"}],
    ["#/n/1D.abc-_", {kind: "text", payload: "1D.abc-_"}],
    ["#/open/welcome", {kind: "shipped", name: "welcome"}],
    ["#/my/3f2a", {kind: "own", id: "3f2a"}],
    [
      `#/gh/ann/lab@${SHA}/notes/a%20b.md`,
      {kind: "git", host: "github", repository: "ann/lab", ref: SHA, path: "notes/a b.md"}
    ],
    [
      "#/gh/ann/lab@fix%2Fx/a.md",
      {kind: "git", host: "github", repository: "ann/lab", ref: "fix/x", path: "a.md"}
    ],
    [
      "#/gh/ann/lab/a.md",
      {kind: "git", host: "github", repository: "ann/lab", ref: undefined, path: "a.md"}
    ],
    [
      "#/gl/ann/lab@main/a.md",
      {kind: "git", host: "gitlab", repository: "ann/lab", ref: "main", path: "a.md"}
    ],
    [
      "#/gitlab/g/sub/lab@main/x/a.md",
      {kind: "git", host: "gitlab", repository: "g/sub/lab", ref: "main", path: "x/a.md"}
    ],
    [
      "#/gl/g/sub/lab/-/a.md",
      {kind: "git", host: "gitlab", repository: "g/sub/lab", ref: undefined, path: "a.md"}
    ],
    ["#/gist/0a1b2c3d4e@ABCDEF0", {kind: "gist", id: "0a1b2c3d4e", revision: "abcdef0"}],
    ["#/gist/0a1b2c3d4e", {kind: "gist", id: "0a1b2c3d4e", revision: undefined}],
    [
      `#/url/https://a.org/x.md?b=1&c=2&sha256=${HASH}`,
      {kind: "url", url: "https://a.org/x.md?b=1&c=2", sha256: HASH}
    ],
    [
      "#/url/https%3A%2F%2Fa.org%2Fx%3Fv%3D1%26v%3D2",
      {kind: "url", url: "https://a.org/x?v=1&v=2", sha256: undefined}
    ]
  ])("%s", (hash, opener) => {
    const route = parseHash(hash);
    expect(route.opener).toEqual(opener);
    expect(parseHash(printHash(route.opener)).opener).toEqual(opener);
  });

  it("reads safe and embed before anything, in any order", () => {
    expect(parseHash("#/safe/open/a")).toMatchObject({safe: true, embed: false});
    expect(parseHash("#/embed/safe/open/a")).toMatchObject({safe: true, embed: true});
    expect(parseHash("#/safe/embed/gh/a/b/c.md")).toMatchObject({
      safe: true,
      embed: true,
      opener: {kind: "git"}
    });
    expect(parseHash("#/safe")).toMatchObject({safe: true, opener: {kind: "library"}});
    expect(printHash({kind: "shipped", name: "a"}, {safe: true, embed: true})).toBe(
      "#/safe/embed/open/a"
    );
  });

  it("reads what a link carries beside the text", () => {
    const route = parseHash(
      "#/n/1d.AA&v=n:500;on:true;label:%22a%3Bb%22&x=mean.0123456789ab:0.5,-0;fit.abcdefabcdef&e=0.1.0-rc.1"
    );
    expect(route.opener).toEqual({kind: "text", payload: "1d.AA"});
    expect(route.controls).toEqual({n: 500, on: true, label: "a;b"});
    expect(route.expected).toEqual([
      {name: "mean", digest: "0123456789ab", values: [0.5, -0]},
      {name: "fit", digest: "abcdefabcdef"}
    ]);
    expect(route.engine).toBe("0.1.0-rc.1");
    expect(parseHash("#/open/welcome&v=darts:5").controls).toEqual({darts: 5});
    expect(parseHash("#/open/welcome&e=<script>").engine).toBeUndefined();
  });

  it.each([
    "#/nope/x",
    "#/n/",
    "#/n",
    "#/open/",
    "#/open/..%2fsecret",
    "#/open/a/b",
    "#/my/%00",
    "#/my/%E0%A4%A",
    "#/gh/a",
    "#/gh/a/b",
    "#/gh/a/b/../c",
    "#/gh/a/b/%2e%2e/c",
    "#/gh/../b/c",
    "#/gh/a/b@/c",
    "#/gh/a/b@x..y/c",
    "#/gh/a/b@x/",
    "#/gh/a%2Fb/c/d@x/e",
    "#/gh/a/b@x/a%2F..%2Fb",
    "#/gh/a/b@x/a%00.md",
    "#/gist/xyz",
    "#/gist/ab/../c",
    "#/gist/0a1b2c3d4e@x",
    "#/url/http://a.org/x",
    "#/url/javascript:alert(1)",
    "#/url/https://u:p@a.org/",
    "#/url/data:text/html,x",
    "#/url/",
    "#/url/https://a.org/x&sha256=12",
    "#/constructor/x",
    "#/__proto__/x"
  ])("refuses %s with a sentence", (hash) => {
    expect(() => parseHash(hash)).toThrow(RangeError);
    expect(() => parseHash(hash)).toThrow(/^[A-Z“].*\.$/);
  });

  it("never does anything but read or refuse", () => {
    const part = fc.constantFrom(
      "n",
      "gh",
      "gl",
      "url",
      "gist",
      "open",
      "safe",
      "embed",
      "&v=",
      "&x=",
      ":",
      ";",
      ".",
      "@",
      "%",
      "%2F",
      "https://",
      "__proto__",
      "a",
      "0"
    );
    const hash = fc.oneof(
      fc.string({unit: "binary"}),
      fc.array(part).map((parts) => `#/${parts.join("/")}`),
      fc.array(part).map((parts) => `#/n/1d.AA&v=${parts.join("")}`)
    );
    fc.assert(
      fc.property(hash, (hash) => {
        try {
          const {controls} = parseHash(hash);
          expect(Object.getPrototypeOf(controls)).toBe(Object.prototype);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
      {numRuns: 2000}
    );
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it("takes the longest address at once", () => {
    for (const part of ["&v=", "safe/", "a;", "&", "%41", "a:1;"]) {
      const hash = `#/n/1d.AA&v=${part.repeat(1_900_000 / part.length)}`;
      expect(parseHash(hash).opener.kind).toBe("text");
      expect(() => parseHash(`#/${part.repeat(3_000_000 / part.length)}`)).toThrow("longer than");
    }
  });
});

describe("values in a link", () => {
  it("gives back controls", () => {
    const name = fc.constantFrom("n", "größe", "$x", "_a1");
    const value = fc
      .jsonValue({maxDepth: 2})
      .map((value) => JSON.parse(JSON.stringify(value).replaceAll("__proto__", "p")) as unknown);
    fc.assert(
      fc.property(fc.dictionary(name, value), (controls) => {
        const text = printControls(controls);
        expect(readControls(text)).toEqual({...controls});
        expect(text).toMatch(/^[\w%.,:;~!*'()-]*$/);
      })
    );
    expect(printControls({n: 500, k: 0.25, on: true, list: [1, 2]})).toBe(
      "n:500;k:0.25;on:true;list:%5B1,2%5D"
    );
    expect(printControls({"a b": 1, f: () => 1, n: 1n === 1n ? 2 : 0})).toBe("n:2");
  });

  it("keeps prototypes out of them", () => {
    const controls = readControls(
      "__proto__:%7B%22a%22:1%7D;n:%7B%22__proto__%22:%7B%22polluted%22:1%7D%7D;constructor:1"
    );
    expect(Object.getPrototypeOf(controls)).toBe(Object.prototype);
    expect(Object.keys(controls)).toEqual(["n", "constructor"]);
    expect(Object.keys(controls.n as object)).toEqual([]);
  });

  it("gives back expected results, every bit of their numbers", () => {
    const values = fc.option(fc.array(fc.double(), {minLength: 1, maxLength: 16}), {
      nil: undefined
    });
    const entry = fc.record({
      name: fc.constantFrom("a", "fit", "größe"),
      digest: fc.constantFrom("0123456789ab", "ffffffffffff"),
      values
    });
    fc.assert(
      fc.property(fc.array(entry, {maxLength: 5}), (expected) => {
        const read = readExpected(toExpected(expected));
        expect(read).toEqual(
          expected.map(({values, ...rest}) => (values ? {...rest, values} : rest))
        );
      })
    );
    expect(toExpected([{name: "a", digest: HASH, values: [0.1, 1e21, -0, NaN]}])).toBe(
      "a.0123456789ab:0.1,1e+21,-0,NaN"
    );
    expect(toExpected([{name: "a", digest: HASH, values: Array<number>(17).fill(1)}])).toBe(
      "a.0123456789ab"
    );
    expect(
      toExpected([
        {name: "a b", digest: HASH},
        {name: "a", digest: "x"}
      ])
    ).toBe("");
  });

  it.each(["a", "a.xyz", ".0123456789ab", "__proto__.0123456789ab", "a.0123456789ab0"])(
    "drops %s",
    (text) => {
      expect(readExpected(text)).toEqual([]);
    }
  );
  it.each(["1,x", "0x10", "1,,2", "Array", Array(17).fill("1").join(",")])(
    "drops the numbers %s",
    (list) => {
      expect(readExpected(`a.0123456789ab:${list}`)).toEqual([{name: "a", digest: "0123456789ab"}]);
    }
  );
});

describe("encodeLink", () => {
  it("carries everything", () => {
    const expected = [{name: "r", digest: "0123456789ab", values: [1]}];
    const hash = encodeLink({text: "# A\n", controls: {n: 1}, expected, engine: "0.1.0"});
    const {opener, ...rest} = parseHash(hash);
    expect(unpackText((opener as {payload: string}).payload)).toBe("# A\n");
    expect(rest).toEqual({safe: false, embed: false, controls: {n: 1}, expected, engine: "0.1.0"});
  });

  it("of a notebook of 9 kB stays under 4,300 characters", () => {
    const text = readFileSync(new URL("../../notebooks/reproduce-me.md", import.meta.url), "utf8");
    const perByte = encodeLink({text}).length / Buffer.byteLength(text);
    expect(perByte * 9000).toBeLessThan(4300);
  });

  it("advises by length", () => {
    expect([1899, 1900, 7999, 8000].map(linkAdvice)).toEqual(["green", "yellow", "yellow", "red"]);
  });
});
