// Patterns: what `const {a, b: [c = d]} = …` declares, and what `[x.y, z] = …` assigns to.
import {at, listAt, unwrap} from "./node.ts";
import type {Node} from "./node.ts";

export interface TargetSink {
  /** a name or a member; `isShorthand`: `{x}`, where the name is also the property's. */
  take(target: Node, isShorthand: boolean): void;
  /** what is evaluated on the way: computed keys, defaults; and types. */
  pass?(node: Node): void;
}

/** Calls the sink for all within a pattern, in the order of the source. */
export function eachTarget(pattern: Node, sink: TargetSink, isShorthand = false): void {
  const next = (inner: Node | undefined, isShort = false): void => {
    if (inner) eachTarget(inner, sink, isShort);
  };
  const pass = (inner: Node | undefined): void => {
    if (inner) sink.pass?.(inner);
  };
  if (pattern.type === "ObjectPattern") {
    for (const property of listAt(pattern, "properties")) {
      if (property.computed) pass(at(property, "key"));
      next(at(property, "value") ?? at(property, "argument"), property.shorthand === true);
    }
  } else if (pattern.type === "ArrayPattern") {
    for (const element of listAt(pattern, "elements")) next(element);
  } else if (pattern.type === "RestElement") next(at(pattern, "argument"));
  else if (pattern.type === "AssignmentPattern") {
    next(at(pattern, "left"), isShorthand);
    pass(at(pattern, "right"));
  } else {
    const target = unwrap(pattern);
    if (target !== pattern) pass(at(pattern, "typeAnnotation"));
    sink.take(target, isShorthand);
  }
}
