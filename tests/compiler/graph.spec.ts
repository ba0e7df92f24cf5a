import {describe, expect, it} from "vitest";
import {Builder} from "../../worker/compiler/build.ts";
import {toGraph} from "../../worker/compiler/graph.ts";

describe("toGraph", () => {
  it("names elements, literals and operations, and links them by what they take", () => {
    const b = new Builder("f", 1, true);
    const u = b.param("u", 2);
    const product = b.apply("mul", b.load(u.array, b.integer(1)), b.number(3));
    b.output(0, b.apply("add", product, b.load(u.array, b.integer(0))));
    const {nodes, links} = toGraph(b.program);
    expect(nodes.map(({label, kind, depth}) => `${kind} ${label} ${depth}`)).toEqual([
      "input u[1] 0",
      "literal 3 0",
      "operation mul 1",
      "input u[0] 0",
      "operation add 2",
      "output out[0] 3"
    ]);
    expect(links.map(({source, target}) => [source, target])).toEqual([
      [0, 2],
      [1, 2],
      [2, 4],
      [3, 4],
      [4, 5]
    ]);
  });

  it("shows a loop as a node, and what lies in it one level up", () => {
    const b = new Builder("sum", 1, true);
    const u = b.param("u", 9);
    const bounds = {from: b.integer(0), to: b.integer(9), trips: 9};
    const [sum] = b.loop(bounds, [b.number(0)], (i, [acc]) => [
      b.apply("add", acc, b.load(u.array, i))
    ]);
    b.output(0, sum);
    const {nodes, links} = toGraph(b.program);
    const labels = nodes.map(({label, level}) => `${label} ${level}`);
    expect(labels).toEqual(["0 0", "for × 9 0", "u[·] 1", "add 1", "out[0] 0"]);
    expect(links).toContainEqual({source: 3, target: 4});
  });
});
