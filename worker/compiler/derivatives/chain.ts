// The chain rule for one operation, in as many directions as its operands have tangents.
import type {Value} from "../ir.ts";
import type {ChoiceRule, Rule, Scene, SmoothRule} from "./rules.ts";
import type {Tangents} from "./seeds.ts";

type Given = ReadonlyMap<number, Value>;

/** The tangents of an operation's result from those of its operands. */
export function followRule(scene: Scene, rule: Rule, given: readonly Given[]): Tangents {
  return rule.kind === "choice" ? choose(scene, rule, given) : sum(scene, rule, given);
}

function choose(scene: Scene, {arms, test}: ChoiceRule, given: readonly Given[]): Tangents {
  const {write} = scene;
  const [a, b] = arms.map((k) => given[k]);
  const directions = new Set([...a.keys(), ...b.keys()]);
  if (directions.size === 0) return new Map();
  const holds = test(scene);
  const pick = (d: number) =>
    write.select(holds, a.get(d) ?? write.number(0), b.get(d) ?? write.number(0));
  return new Map([...directions].map((d) => [d, pick(d)]));
}

function sum(scene: Scene, rule: SmoothRule, given: readonly Given[]): Tangents {
  const {write} = scene;
  const [a, b = new Map<number, Value>()] = given;
  const {both} = rule;
  const isShared = (d: number) => both !== undefined && a.has(d) && b.has(d);
  // a factor is written once for all directions, and only where there is one
  const factors = given.map((tangents, k) =>
    [...tangents.keys()].every(isShared) ? undefined : rule.factor(scene, k)
  );
  const tangents: Tangents = new Map();
  for (const d of new Set([...a.keys(), ...b.keys()])) {
    const [da, db] = [a.get(d), b.get(d)];
    if (both && da !== undefined && db !== undefined) {
      tangents.set(d, both(scene, da, db));
      continue;
    }
    const parts = [da, db].map((tangent, k) =>
      tangent === undefined ? undefined : factors[k]?.(tangent)
    );
    const [first, second] = parts.filter((part) => part !== undefined);
    if (first !== undefined) {
      tangents.set(d, second === undefined ? first : write.add(first, second));
    }
  }
  return tangents;
}
