// What a kernel exports, from the declarations that asc writes for it.

export interface Parameter {
  name: string;
  /** AssemblyScript's, such as `f64`, `Float64Array` or `StaticArray<f64>`. */
  type: string;
  optional: boolean;
}

export interface Signature {
  kind: "function";
  name: string;
  parameters: Parameter[];
  /** `void` where it gives nothing. */
  result: string;
}

export interface Constant {
  kind: "constant" | "variable" | "enum";
  name: string;
}

const DECLARED =
  /(?:\/\*\*((?:(?!\*\/)[^])*)\*\/\s*)?export (function|const|enum) ([\w$]+)(?:\(([^]*?)\)|(: \{(?:(?!export )[^])*?set value)?)/g;

/** Leaves out the runtime's own exports, whose names begin with `__`, and the memory. */
export function readSignatures(declarations: string): (Signature | Constant)[] {
  return [...declarations.matchAll(DECLARED)]
    .filter(([, , , name]) => !name.startsWith("__") && name !== "memory")
    .map(([, docs = "", what, name, parameters, setter]): Signature | Constant => {
      if (what === "enum") return {kind: "enum", name};
      if (what === "const") return {kind: setter ? "variable" : "constant", name};
      const types = [...docs.matchAll(/@param \S+ `([^`]*)`/g)].map(([, type]) => shorten(type));
      const names = parameters === "" ? [] : parameters.split(/,\s*(?=[\w$]+\??:)/);
      return {
        kind: "function",
        name,
        parameters: names.map((text, i) => {
          const [, parameter, mark] = /^([\w$]+)(\??)/.exec(text)!;
          return {name: parameter, type: types[i] ?? "", optional: mark === "?"};
        }),
        result: shorten(/@returns `([^`]*)`/.exec(docs)?.[1] ?? "void")
      };
    });
}

/** `~lib/typedarray/Float64Array` as its author would write it. */
function shorten(type: string): string {
  return type.replace(/~?[\w-]+(?:\/[\w-]+)*\/(?=\w)/g, "").replace(/\bString\b/g, "string");
}

export function showSignature({name, parameters, result}: Signature): string {
  const list = parameters.map(
    ({name: parameter, type, optional}) => `${parameter}${optional ? "?" : ""}: ${type}`
  );
  return `${name}(${list.join(", ")}): ${result}`;
}
