// The scopes of a cell, and the uses of names in them. Uses are looked up after the walk, so that
// hoisting needs no second one. Values and types are two spaces of names.
import type {Node} from "./node.ts";

/** Where a name is given its meaning. */
export interface Definition {
  name: string;
  /** the identifier. */
  node: Node;
  kind: "value" | "function" | "import" | "class" | "type";
  /** `{x}` in a pattern or an import: the name is also that of the property. */
  isShorthand: boolean;
}

export interface Use {
  name: string;
  node: Node;
  scope: Scope;
  /** type: the name of a type; query: `typeof x` among types. */
  kind: "read" | "write" | "both" | "type" | "query";
  isShorthand: boolean;
}

export class Scope {
  readonly values = new Map<string, Definition[]>();
  readonly types = new Map<string, Definition[]>();
  readonly kind: "function" | "block";
  readonly parent: Scope | undefined;

  constructor(kind: "function" | "block", parent?: Scope) {
    this.kind = kind;
    this.parent = parent;
  }

  /** The scope that `var` declares in. */
  get home(): Scope {
    return this.kind === "function" || !this.parent ? this : this.parent.home;
  }

  declare(definition: Definition): void {
    if (definition.kind !== "type") add(this.values, definition);
    // classes and imports are names of types too
    if (definition.kind === "type" || definition.kind === "class" || definition.kind === "import")
      add(this.types, definition);
  }

  /** The scope that gives the name its meaning; undefined: another cell, or the browser. */
  find(name: string, space: "values" | "types"): Scope | undefined {
    return this[space].has(name) ? this : this.parent?.find(name, space);
  }
}

function add(names: Map<string, Definition[]>, definition: Definition): void {
  const known = names.get(definition.name);
  if (known) known.push(definition);
  else names.set(definition.name, [definition]);
}
