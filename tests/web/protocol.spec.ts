import {expect, it} from "vitest";
import fc from "fast-check";
import {toFrameMessage} from "../../web/protocol.ts";

it.each([
  [{type: "pong", n: 3}],
  [{type: "status", status: "result", detail: "abc"}],
  [{type: "need", path: "assets/x.js"}],
  [{type: "theme", theme: "dark"}],
  [{type: "link", url: "https://example.org/a?b"}]
])("takes %o as it is", (message) => {
  expect(toFrameMessage(message)).toEqual(message);
  expect(toFrameMessage({...message, more: 1})).toEqual(message);
});

it.each([
  [null],
  ["pong"],
  [{}],
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
  [{type: "download", name: "a", mime: "text/csv", bytes: new ArrayBuffer(64 * 1024 * 1024 + 1)}]
])("refuses %o", (message) => {
  expect(toFrameMessage(message)).toBeNull();
});

it.each([
  ["drop.csv", "drop.csv"],
  ["../../etc/passwd", "passwd"],
  ["C:\\x\\y.txt", "y.txt"],
  [".bashrc", "bashrc"],
  ["a\u0000\nb<>.txt", "ab.txt"],
  ["", "download"],
  ["..", "download"]
])("saves a file called %j as %j", (name, saved) => {
  const bytes = new ArrayBuffer(1);
  expect(toFrameMessage({type: "download", name, mime: "text/csv", bytes})).toMatchObject({
    name: saved,
    bytes
  });
});

it("never throws, whatever it is told", () => {
  fc.assert(
    fc.property(
      fc.anything(),
      fc.constantFrom("pong", "status", "need", "theme", "link", "download"),
      (value, type) => {
        toFrameMessage(value);
        toFrameMessage({
          type,
          n: value,
          status: value,
          path: value,
          theme: value,
          url: value,
          name: value,
          bytes: value
        });
      }
    )
  );
});
