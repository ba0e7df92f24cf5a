// Numbers values densely, in the order of their definition, once nothing is left out any more.
import type {Carry, Op, Program, Region, Type, Value} from "../ir.ts";

export function compact(program: Program): Program {
  const numbers = new Int32Array(program.types.length);
  const types: Type[] = [];
  const define = (value: Value): Value => {
    numbers[value] = types.length;
    types.push(program.types[value]);
    return numbers[value];
  };
  const find = (value: Value): Value => numbers[value];
  const region = ({ops}: Region): Region => ({ops: ops.map(rewrite)});

  const rewrite = (op: Op): Op => {
    switch (op.kind) {
      case "const":
        return {kind: "const", result: define(op.result), value: op.value};
      case "apply": {
        const args = op.args.map(find);
        return {kind: "apply", result: define(op.result), name: op.name, args};
      }
      case "load": {
        const index = find(op.index);
        return {kind: "load", result: define(op.result), array: op.array, index};
      }
      case "store": {
        const where = op.where === undefined ? undefined : find(op.where);
        const [index, value] = [find(op.index), find(op.value)];
        return {kind: "store", array: op.array, index, value, ...(where !== undefined && {where})};
      }
      case "for": {
        const [from, to] = [find(op.from), find(op.to)];
        const carries = enter(op.carries);
        const index = define(op.index);
        const body = region(op.body);
        leave(op.carries, carries);
        return {...op, index, from, to, carries, body};
      }
      case "while": {
        const carries = enter(op.carries);
        const test = region(op.test);
        const going = find(op.going);
        const body = region(op.body);
        leave(op.carries, carries);
        return {...op, carries, test, going, body};
      }
    }
  };
  const enter = (carries: readonly Carry[]): Carry[] =>
    carries.map(({start, within}) => ({
      start: find(start),
      within: define(within),
      next: -1,
      result: -1
    }));
  const leave = (carries: readonly Carry[], copies: readonly Carry[]): void =>
    copies.forEach((copy, k) => {
      copy.next = find(carries[k].next);
      copy.result = define(carries[k].result);
    });
  const body = region(program.body);
  return {...program, types, body};
}
