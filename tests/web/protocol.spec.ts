import {inspect} from "node:util";
import {expect, it} from "vitest";
import fc from "fast-check";
import {PAGE_COMMANDS} from "../../web/protocol.ts";
import {LONGEST_TEXT, toFrameMessage} from "../../web/shell/frameMessage.ts";
import {toJson} from "../../web/shell/json.ts";

const digest = "0123456789ab";

const GOOD: [object][] = [
  [{type: "pong", n: 3}],
  [{type: "status", status: "result", detail: "abc"}],
  [{type: "need", path: "assets/x.js"}],
  [{type: "theme", theme: "dark"}],
  [{type: "link", url: "https://example.org/a?b"}],
  [{type: "edited", text: "# a\n"}],
  [{type: "running", cells: [{id: "a", line: 3}], done: 1, total: 3, failed: 0}],
  [{type: "running", cells: [], done: 0, total: 0, failed: 0}],
  [{type: "described", n: 1, controls: {a: [1, {b: null}]}, expected: [{name: "x", digest}]}],
  [{type: "described", n: 1, controls: {}, expected: [{name: "x", digest, values: [NaN, 0.1]}]}],
  [{type: "store", n: 1, op: "get", name: "a"}],
  [{type: "store", n: 1, op: "set", name: "a", value: {x: new Float64Array(3)}}],
  [{type: "attach", n: 2, name: "data.csv"}],
  [{type: "keep", n: 2, name: "data.csv", bytes: new ArrayBuffer(3)}],
  ...PAGE_COMMANDS.map((name): [object] => [{type: "command", name}]),
  [{type: "hosts", hosts: ["api.example.org"]}],
  [{type: "controls", controls: {n: 3, kind: "a"}}],
  [{type: "height", height: 1200}]
];

it.each(GOOD)("takes %o as it is", (message) => {
  expect(toFrameMessage(message)).toEqual(message);
  expect(toFrameMessage({...message, more: 1})).toEqual(message);
});

const BAD: [unknown][] = [
  [null],
  ["pong"],
  [{}],
  [{type: "constructor"}],
  [{type: "__proto__"}],
  [{type: ["pong"], n: 3}],
  [{type: "pong", n: "3"}],
  [{type: "pong", n: 1.5}],
  [{type: "pong", n: Infinity}],
  [{type: "status", status: "pwned", detail: ""}],
  [{type: "status", status: "result", detail: "x".repeat(2001)}],
  [{type: "need", path: ["assets/x.js"]}],
  [{type: "theme", theme: "<img>"}],
  [{type: "link", url: "javascript:alert(1)"}],
  [{type: "link", url: "data:text/html,x"}],
  [{type: "link", url: "blob:https://example.org/1"}],
  [{type: "link", url: "/relative"}],
  [{type: "link", url: `https://example.org/${"x".repeat(2000)}`}],
  [{type: "download", name: "a", mime: "text/csv", bytes: "text"}],
  [{type: "download", name: "a", mime: "text/csv\r\nx", bytes: new ArrayBuffer(1)}],
  [{type: "download", name: "a", mime: "text/csv", bytes: new ArrayBuffer(64 * 1024 * 1024 + 1)}],
  [{type: "edited", text: 3}],
  [{type: "edited", text: "x".repeat(LONGEST_TEXT + 1)}],
  [{type: "running", cells: [{id: "a", line: -1}], done: 0, total: 0, failed: 0}],
  [{type: "running", cells: [{id: "a".repeat(201), line: 1}], done: 0, total: 0, failed: 0}],
  [{type: "running", cells: new Array(3), done: 0, total: 0, failed: 0}],
  [
    {type: "running", cells: new Array(1001).fill({id: "a", line: 1}), done: 0, total: 0, failed: 0}
  ],
  [{type: "running", cells: {length: 1}, done: 0, total: 0, failed: 0}],
  [{type: "running", cells: [], done: "<b>", total: 0, failed: 0}],
  [{type: "described", n: 1, controls: [], expected: []}],
  [{type: "described", n: 1, controls: {f: Symbol("x")}, expected: []}],
  [{type: "described", n: 1, controls: {}, expected: [{name: "x", digest: "0123456789AB"}]}],
  [{type: "described", n: 1, controls: {}, expected: [{name: "x", digest, values: ["1"]}]}],
  [
    {
      type: "described",
      n: 1,
      controls: {},
      expected: [{name: "x", digest, values: new Array(17).fill(1)}]
    }
  ],
  [{type: "store", n: 1, op: "clear", name: "a"}],
  [{type: "store", n: 1, op: "set", name: "", value: 1}],
  [{type: "store", n: 1, op: "set", name: "a", value: new Map()}],
  [{type: "store", n: 1, op: "set", name: "a", value: () => 1}],
  [{type: "store", n: 1, op: "set", name: "a", value: new Uint8Array(50 * 1024 * 1024 + 1)}],
  [{type: "keep", n: 1, name: "a", bytes: new SharedArrayBuffer(8)}],
  [{type: "command", name: "adopt"}],
  [{type: "command", name: "allow"}],
  [{type: "command", name: "toString"}],
  ...[
    "localhost",
    "a.localhost",
    "127.0.0.1",
    "2130706433",
    "[::1]",
    "printer.local",
    "x.internal",
    "*.example.org",
    "example.org:8080",
    "example.org/path",
    "https://example.org",
    "Example.org",
    "a..b.org",
    "-a.org",
    "a.org; script-src *",
    "a.org 'unsafe-inline'",
    "org",
    `${"a".repeat(64)}.org`,
    `${"a.".repeat(130)}org`
  ].map((host): [unknown] => [{type: "hosts", hosts: [host]}]),
  [{type: "hosts", hosts: "a.org"}],
  [{type: "hosts", hosts: new Array(33).fill("a.org")}],
  [{type: "controls", controls: null}],
  [{type: "controls", controls: {a: NaN}}],
  [{type: "controls", controls: {a: "x".repeat(300_000)}}],
  [{type: "height", height: -1}],
  [{type: "height", height: NaN}],
  [{type: "height", height: Infinity}],
  [{type: "height", height: "100%"}]
];

// titled here, as %o writes out every byte of the large ones: a title of 157 MB, and most of a minute
it.each(BAD.map(([message], i): [string, unknown] => [toTitle(i, message), message]))(
  "refuses %s",
  (_title, message) => {
    expect(toFrameMessage(message)).toBeNull();
  }
);

function toTitle(i: number, message: unknown): string {
  return `${i}: ${inspect(message, {maxArrayLength: 3, maxStringLength: 60, breakLength: Infinity})}`;
}

it.each([
  ["drop.csv", "drop.csv"],
  ["../../etc/passwd", "passwd"],
  ["C:\\x\\y.txt", "y.txt"],
  [".bashrc", "bashrc"],
  ["a\u0000\nb<>.txt", "ab.txt"],
  ["cod\u202etxt.exe", "codtxt.exe"],
  ["", "download"],
  ["..", "download"]
])("saves a file called %j as %j", (name, saved) => {
  const bytes = new ArrayBuffer(1);
  expect(toFrameMessage({type: "download", name, mime: "text/csv", bytes})).toMatchObject({
    name: saved,
    bytes
  });
});

const TYPES = [
  ...["pong", "status", "need", "theme", "link", "download", "edited", "running", "described"],
  ...["store", "attach", "keep", "command", "hosts", "controls", "height"]
];
const FIELDS = [
  ...["n", "status", "detail", "path", "theme", "url", "name", "mime", "bytes", "text", "cells"],
  ...["done", "total", "failed", "controls", "expected", "op", "value", "hosts", "height"]
];

it("never throws, whatever it is told, and takes nothing but its own fields", () => {
  const anything = fc.anything({withTypedArray: true, withSparseArray: true, withBigInt: true});
  fc.assert(
    fc.property(
      fc.constantFrom(...TYPES),
      fc.dictionary(fc.constantFrom(...FIELDS), anything),
      anything,
      (type, fields, other) => {
        toFrameMessage(other);
        const message = toFrameMessage({...fields, type});
        if (message === null) return;
        expect(message.type).toBe(type);
        expect(Object.keys(message).every((key) => key === "type" || FIELDS.includes(key))).toBe(
          true
        );
      }
    ),
    {numRuns: 2000}
  );
});

it("takes values nested without end for what they are", () => {
  const loop: Record<string, unknown> = {};
  loop.self = loop;
  let deep: unknown = 1;
  for (let i = 0; i < 50_000; i++) deep = [deep];
  for (const value of [loop, deep]) {
    expect(toFrameMessage({type: "controls", controls: {value}})).toBeNull();
    expect(toFrameMessage({type: "store", n: 1, op: "set", name: "a", value})).toBeNull();
  }
});

it("copies JSON as it is, and a key called __proto__ is a key", () => {
  fc.assert(
    fc.property(fc.jsonValue({maxDepth: 4}), (value) => {
      expect(toJson(value)).toEqual(value);
    })
  );
  const copy = toJson(JSON.parse('{"__proto__": {"polluted": true}}')) as object;
  expect(Object.keys(copy)).toEqual(["__proto__"]);
  expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
  expect("polluted" in {}).toBe(false);
});
