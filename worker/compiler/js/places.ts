// The arrays of a program as generated JavaScript sees them: what they are called and how an element is read.
import type {ArrayId, ArrayInfo} from "../ir.ts";
import {atom, LESS, unite, wrap, type Expression} from "./expressions.ts";

/** How an array is held: as a number, or as something to index. */
export interface Place {
  name: string;
  isNumber: boolean;
  isMutable: boolean;
}

/** A number stands for an array of one wherever the caller or the constants give it. */
export function isHeldAsNumber({role, size}: ArrayInfo): boolean {
  return size === 1 && (role === "input" || role === "constant");
}

/** The text of an element. */
export function readPlace(
  {name, isNumber, isMutable}: Place,
  array: ArrayId,
  index: Expression,
  /** the name of the function that looks at an index first; undefined for an address, which is in range. */
  at: string | undefined
): Expression {
  const reads = isMutable ? unite([array], index.reads) : index.reads;
  if (at === undefined) return isNumber ? atom(name) : atom(`${name}[${index.text}]`, reads);
  if (isNumber) return atom(`(${wrap(index, LESS)} === 0 ? ${name} : NaN)`, reads);
  return atom(`${at}(${name}, ${index.text})`, reads);
}
