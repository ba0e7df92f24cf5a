// What programs are written around a model's with. A compiled model brings it along, so that parts of the
// engine that answer at once need not carry the compiler themselves.
import {surveyArrays} from "../compiler/arrayUse.ts";
import {Builder} from "../compiler/build.ts";
import {derive} from "../compiler/derivatives/choose.ts";
import {elementsOf, inlineProgram} from "../compiler/inline.ts";
import type {KernelBytes, Workpieces} from "./workpiece.ts";

export const write = {Builder, derive, elementsOf, inlineProgram, surveyArrays};

export interface Kit {
  write: typeof write;
  workpieces: Workpieces;
  kernels: KernelBytes;
}
