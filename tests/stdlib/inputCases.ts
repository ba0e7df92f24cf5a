// What inputs start with and take, alike in Node and in a browser: both specs run these.
import type {Inputs} from "../../web/stdlib/inputTypes.ts";

export interface InputCase {
  make: (inputs: Inputs) => {value: unknown};
  initial: unknown;
  set?: unknown;
  /** the value after `set`. */
  taken?: unknown;
}

const day = new Date("2024-05-01T00:00:00Z");

export const inputCases: Record<string, InputCase> = {
  "range starts in the middle": {make: (i) => i.range([0, 10]), initial: 5, set: 20, taken: 10},
  "range keeps decimals": {
    make: (i) => i.range([0, 1], {step: 0.1, value: 0.3}),
    initial: 0.3,
    set: 0.7000001,
    taken: 0.7
  },
  "range steps from its start": {
    make: (i) => i.range([1, 10], {step: 2, value: 4}),
    initial: 5,
    set: 10,
    taken: 9
  },
  "range by tiny steps": {
    make: (i) => i.range([0, 1e-6], {step: 1e-8, value: 3e-8}),
    initial: 3e-8
  },
  "range ignores what is no number": {
    make: (i) => i.range([0, 10], {step: 1, value: 4}),
    initial: 4,
    set: "x",
    taken: 4
  },
  number: {make: (i) => i.number([0, 100], {value: 7, step: 1}), initial: 7, set: 8, taken: 8},
  "select starts with the first": {
    make: (i) => i.select(["a", "b", "c"]),
    initial: "a",
    set: "c",
    taken: "c"
  },
  "select takes none but its own": {
    make: (i) => i.select(["a", "b"], {value: "b"}),
    initial: "b",
    set: "z",
    taken: null
  },
  "select from a Map, sorted": {
    make: (i) =>
      i.select(
        new Map([
          ["two", 2],
          ["one", 1]
        ]),
        {sort: true}
      ),
    initial: 1,
    set: 2,
    taken: 2
  },
  "select several": {
    make: (i) => i.select([1, 2, 3], {multiple: true, value: [3, 1]}),
    initial: [1, 3],
    set: [2],
    taken: [2]
  },
  "select of unique": {make: (i) => i.select([3, 3, 1], {unique: true}), initial: 3},
  radio: {make: (i) => i.radio(["a", "b"]), initial: null, set: "b", taken: "b"},
  checkbox: {
    make: (i) => i.checkbox(["a", "b", "c"], {value: ["c", "a"]}),
    initial: ["a", "c"],
    set: ["b"],
    taken: ["b"]
  },
  toggle: {make: (i) => i.toggle({label: "on"}), initial: false, set: true, taken: true},
  "toggle of two values": {
    make: (i) => i.toggle({values: ["log", "linear"], value: "log"}),
    initial: "log",
    set: "linear",
    taken: "linear"
  },
  button: {make: (i) => i.button("again"), initial: 0},
  buttons: {make: (i) => i.button([["+1", (n: number) => n + 1]], {value: 3}), initial: 3},
  text: {make: (i) => i.text({value: "a"}), initial: "a", set: "b", taken: "b"},
  textarea: {make: (i) => i.textarea(), initial: "", set: "x", taken: "x"},
  color: {
    make: (i) => i.color({value: "#0B6d76"}),
    initial: "#0b6d76",
    set: "#ffffff",
    taken: "#ffffff"
  },
  date: {
    make: (i) => i.date({value: "2024-05-01"}),
    initial: day,
    set: new Date("2024-06-02T10:00:00Z"),
    taken: new Date("2024-06-02T00:00:00Z")
  },
  "date of nothing": {make: (i) => i.date(), initial: null},
  file: {make: (i) => i.file(), initial: null},
  form: {
    make: (i) => i.form({a: i.range([0, 2]), b: i.toggle()}),
    initial: {a: 1, b: false},
    set: {a: 2, b: true},
    taken: {a: 2, b: true}
  },
  search: {make: (i) => i.search(["ann", "bob"]), initial: ["ann", "bob"]},
  table: {make: (i) => i.table([{a: 1}, {a: 2}]), initial: [{a: 1}, {a: 2}]}
};
