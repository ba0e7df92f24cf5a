// Programs as text for people: one op a line, values named by type and number (f3, i4, b5), constants in place.
import type {ArrayInfo, Carry, Op, Program, Region, Value} from "./ir.ts";

/** How values and arrays are called. */
interface Names {
  value: (value: Value) => string;
  array: (array: number) => string;
}

/** The whole program. */
export function print(program: Program): string {
  const names = nameAll(program);
  const params = program.params.map(({name, size, isNumber}) =>
    isNumber ? name : `${name}[${size}]`
  );
  const answer = program.isScalar ? "number" : `${names.array(0)}[${program.arrays[0]?.size}]`;
  return [
    `model ${program.name}(${params.join(", ")}) → ${answer}`,
    ...program.arrays.flatMap((array, id) => printArray(array, names.array(id))),
    ...printRegion(program.body, names),
    ""
  ].join("\n");
}

/** An op in one line, its regions left out. */
export function printOp(program: Program, op: Op): string {
  return headOf(op, nameAll(program));
}

function nameAll({types, arrays, body}: Program): Names {
  const constants = new Map<Value, string>();
  collectConstants(body, constants);
  const counts = new Map<string, number>();
  for (const {name} of arrays) counts.set(name, (counts.get(name) ?? 0) + 1);
  return {
    value: (value) => constants.get(value) ?? `${types[value]?.[0] ?? "?"}${value}`,
    array: (array) => {
      const name = arrays[array]?.name ?? "?";
      return counts.get(name) === 1 ? name : `${name}.${array}`;
    }
  };
}

function collectConstants({ops}: Region, constants: Map<Value, string>): void {
  for (const op of ops) {
    if (op.kind === "const") {
      constants.set(op.result, Object.is(op.value, -0) ? "-0" : String(op.value));
    } else if (op.kind === "for") {
      collectConstants(op.body, constants);
    } else if (op.kind === "while") {
      collectConstants(op.test, constants);
      collectConstants(op.body, constants);
    }
  }
}

function printArray({role, size}: ArrayInfo, name: string): string[] {
  return size > 0 && (role === "constant" || role === "local")
    ? [indent(`${role} ${name}[${size}]`)]
    : [];
}

function printRegion(region: Region, names: Names): string[] {
  return region.ops
    .filter(({kind}) => kind !== "const")
    .flatMap((op) => printLines(op, names).map(indent));
}

function printLines(op: Op, names: Names): string[] {
  const head = headOf(op, names);
  if (op.kind === "for") {
    return [head, ...printRegion(op.body, names), ...printNext(op.carries, names)];
  }
  if (op.kind !== "while") return [head];
  return [
    head,
    ...printRegion(op.test, names),
    indent(`while ${names.value(op.going)}`),
    ...printRegion(op.body, names),
    ...printNext(op.carries, names)
  ];
}

function printNext(carries: readonly Carry[], {value}: Names): string[] {
  return carries.map(({within, next}) => indent(`next ${value(within)} = ${value(next)}`));
}

function headOf(op: Op, {value, array}: Names): string {
  switch (op.kind) {
    case "const":
      return `constant ${value(op.result)}`;
    case "apply":
      return `${value(op.result)} = ${op.name} ${op.args.map(value).join(", ")}`;
    case "load":
      return `${value(op.result)} = ${array(op.array)}[${value(op.index)}]`;
    case "store": {
      const where = op.where === undefined ? "" : ` where ${value(op.where)}`;
      return `${array(op.array)}[${value(op.index)}] = ${value(op.value)}${where}`;
    }
    case "for": {
      const bounds = `${value(op.index)} = ${value(op.from)} to ${value(op.to)} by ${op.step}`;
      return `${printResults(op.carries, value)}for ${bounds}, at most ${op.trips}${printStarts(op.carries, value)}`;
    }
    case "while":
      return `${printResults(op.carries, value)}loop at most ${op.limit}${printStarts(op.carries, value)}`;
  }
}

function printResults(carries: readonly Carry[], value: Names["value"]): string {
  return carries.length > 0 ? `${carries.map(({result}) => value(result)).join(", ")} = ` : "";
}

function printStarts(carries: readonly Carry[], value: Names["value"]): string {
  const starts = carries.map(({start, within}) => `${value(within)} = ${value(start)}`);
  return starts.length > 0 ? ` with ${starts.join(", ")}` : "";
}

function indent(line: string): string {
  return `  ${line}`;
}
