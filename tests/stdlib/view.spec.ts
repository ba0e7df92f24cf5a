import {describe, expect, it} from "vitest";
import {makeControls} from "../../web/stdlib/controls.ts";
import {makeView} from "../../web/stdlib/view.ts";
import {makeContext} from "./makeContext.ts";

const makeInput = <T>(value: T) => Object.assign(new EventTarget(), {value});

function setUp(initial: Record<string, unknown> = {}) {
  const changes: [string, unknown][] = [];
  const controls = makeControls(initial, (name, value) => changes.push([name, value]));
  return {controls, changes};
}

describe("view", () => {
  it("shows the input, gives its values and reports them by name", async () => {
    const {controls, changes} = setUp();
    const {context, shown, end} = makeContext();
    const input = makeInput(3);
    const values = makeView(controls, context)(input, "n");
    expect(shown).toEqual([input]);
    expect((await values.next()).value).toBe(3);
    const next = values.next();
    input.value = 4;
    input.dispatchEvent(new Event("input"));
    expect((await next).value).toBe(4);
    expect(changes).toEqual([["n", 4]]);
    expect(controls.values()).toEqual({n: 4});
    end();
    expect((await values.next()).done).toBe(true);
    input.value = 5;
    input.dispatchEvent(new Event("input"));
    expect(changes).toHaveLength(1);
  });

  it("restores a value by name, without an event", async () => {
    const {controls, changes} = setUp({b: 7});
    const {context} = makeContext();
    const input = makeInput(2);
    let events = 0;
    input.addEventListener("input", () => events++);
    expect((await makeView(controls, context)(input, "b").next()).value).toBe(7);
    expect(events).toBe(0);
    expect(changes).toEqual([]);
    expect(controls.values()).toEqual({b: 7});
  });

  it("keeps the reader's value when its cell runs again, and takes the author's new one", () => {
    const {controls} = setUp();
    const show = (value: number) => {
      const input = makeInput(value);
      makeView(controls, makeContext().context)(input, "n");
      return input;
    };
    const input = show(1);
    input.value = 9;
    input.dispatchEvent(new Event("input"));
    expect(show(1).value).toBe(9);
    expect(show(2).value).toBe(2);
    expect(controls.values()).toEqual({});
  });

  it("leaves inputs alone that it cannot name or that only give values", () => {
    const {controls, changes} = setUp({undefined: 5});
    const {context} = makeContext();
    const input = makeInput(1);
    makeView(controls, context)(input);
    expect(input.value).toBe(1);
    input.dispatchEvent(new Event("input"));
    const found = Object.defineProperty(new EventTarget(), "value", {get: () => [1]});
    makeView(controls, context)(found as EventTarget & {value: number[]}, "n");
    expect(changes).toEqual([]);
  });

  it("says what it expects", () => {
    const view = makeView(setUp().controls, makeContext().context);
    expect(() => view(3 as never)).toThrow("view: expected an input with a value");
    expect(() => view(makeInput(1), 3 as never)).toThrow("view: expected a name as a string");
  });
});

describe("controls", () => {
  it("carry dates, lists and records, and no data of tables", () => {
    const {controls} = setUp({day: "2024-05-01T00:00:00.000Z", box: ["a"], form: {a: 1}});
    const day = {value: new Date(0)};
    controls.restore("day", day);
    expect(day.value).toEqual(new Date("2024-05-01"));
    const form = {value: {a: 3}};
    controls.restore("form", form);
    expect(form.value).toEqual({a: 1});
    const rows = {value: [{a: 1}]};
    const given = rows.value;
    controls.restore("rows", rows);
    expect(rows.value).toBe(given);
    controls.set("f", () => 1);
    controls.set("long", "x".repeat(20_000));
    expect(Object.keys(controls.values())).toEqual(["day", "box", "form"]);
  });

  it("take back a value that the input makes nothing of", () => {
    const {controls} = setUp({kernel: "none"});
    let current: string | null = "a";
    const input = {
      get value(): unknown {
        return current;
      },
      set value(value: unknown) {
        current = value === "a" || value === "b" ? value : null;
      }
    };
    controls.restore("kernel", input);
    expect(input.value).toBe("a");
    expect(controls.values()).toEqual({});
  });
});
