import {afterEach, expect, it, vi} from "vitest";
import {watchWidth} from "../../web/stdlib/watchWidth.ts";

/** An element that counts how often it is asked, which in a page lays it out. */
function makeElement(width: number) {
  const element = {
    width,
    asked: 0,
    get clientWidth() {
      element.asked++;
      return element.width;
    }
  };
  return element as typeof element & Element;
}

function watchHere() {
  let tell = () => {};
  const watched: unknown[] = [];
  vi.stubGlobal(
    "ResizeObserver",
    class {
      constructor(changed: () => void) {
        tell = changed;
      }
      observe = (element: unknown) => void watched.push(element);
      disconnect = () => void watched.splice(0);
    }
  );
  return {watched, tell: () => tell()};
}

afterEach(() => void vi.unstubAllGlobals());

it("asks the column once, and again when it has changed", () => {
  const {tell} = watchHere();
  const column = makeElement(700);
  const findWidth = watchWidth(() => column);
  expect([findWidth(), findWidth(), findWidth()]).toEqual([700, 700, 700]);
  expect(column.asked).toBe(1);
  column.width = 390;
  tell();
  expect([findWidth(), column.asked]).toEqual([390, 2]);
});

it("follows the notebook to another column", () => {
  const {watched} = watchHere();
  let column: Element | undefined;
  const findWidth = watchWidth(() => column);
  expect(findWidth()).toBe(undefined);
  column = makeElement(700);
  expect(findWidth()).toBe(700);
  column = makeElement(500);
  expect(findWidth()).toBe(500);
  expect(watched).toEqual([column]);
});

it("asks again while nothing is laid out, and each time where nothing can be watched", () => {
  watchHere();
  const hidden = makeElement(0);
  const findWidth = watchWidth(() => hidden);
  expect(findWidth()).toBe(undefined);
  hidden.width = 600;
  expect(findWidth()).toBe(600);
  vi.stubGlobal("ResizeObserver", undefined);
  const column = makeElement(640);
  const findPlain = watchWidth(() => column);
  expect([findPlain(), findPlain(), column.asked]).toEqual([640, 640, 2]);
});
