import {expect, it} from "vitest";
import fc from "fast-check";
import {printRoute, readRoute, type Place} from "../../web/shell/route.ts";

const plain = {safe: false, embed: false};

it.each<[string, Place]>([
  ["", {kind: "home"}],
  ["#", {kind: "home"}],
  ["#/", {kind: "home"}],
  ["#/nonsense/x", {kind: "home"}],
  ["#/library", {kind: "library", shelf: undefined}],
  ["#/library/trash", {kind: "library", shelf: "trash"}],
  ["#/library/<b>", {kind: "library", shelf: undefined}],
  ["#/open/welcome", {kind: "shipped", name: "welcome"}],
  ["#/open/welcome&v=n:5", {kind: "published", address: "open/welcome&v=n:5"}],
  ["#/my/0a1b", {kind: "mine", id: "0a1b"}],
  ["#/my/%", {kind: "mine", id: "%"}],
  ["#/n", {kind: "published", address: "n"}],
  ["#/n/1D.abc&v=n:5&x=a", {kind: "published", address: "n/1D.abc&v=n:5&x=a"}],
  ["#/gh/o/r@main/a/b.md", {kind: "published", address: "gh/o/r@main/a/b.md"}],
  ["#/gl/o/r@main/b.md", {kind: "published", address: "gl/o/r@main/b.md"}],
  ["#/gist/0123456", {kind: "published", address: "gist/0123456"}],
  ["#/url/https://a.org/b.md", {kind: "published", address: "url/https://a.org/b.md"}],
  ["#/ghost/x", {kind: "home"}]
])("reads %j", (hash, place) => {
  expect(readRoute(hash)).toEqual({...plain, place});
});

it("reads the flags in any order, and ?embed", () => {
  const place = {kind: "shipped", name: "a"};
  expect(readRoute("#/safe/open/a")).toEqual({place, safe: true, embed: false});
  expect(readRoute("#/embed/open/a")).toEqual({place, safe: false, embed: true});
  expect(readRoute("#/safe/embed/open/a")).toEqual({place, safe: true, embed: true});
  expect(readRoute("#/embed/safe/open/a")).toEqual({place, safe: true, embed: true});
  expect(readRoute("#/open/a", "?embed")).toEqual({place, safe: false, embed: true});
});

it("reads what it prints", () => {
  const word = fc.string({minLength: 1}).filter((text) => !text.includes("&"));
  const place = fc.oneof(
    fc.record({kind: fc.constant("shipped" as const), name: word}),
    fc.record({kind: fc.constant("mine" as const), id: word}),
    fc.record({
      kind: fc.constant("library" as const),
      shelf: fc.constantFrom(undefined, "notebooks" as const, "gallery" as const, "trash" as const)
    })
  );
  fc.assert(
    fc.property(place, fc.boolean(), fc.boolean(), (at, safe, embed) => {
      expect(readRoute(printRoute(at, {safe, embed}))).toEqual({place: at, safe, embed});
    })
  );
});

it("never throws", () => {
  fc.assert(fc.property(fc.string(), fc.string(), (hash, search) => void readRoute(hash, search)));
});
