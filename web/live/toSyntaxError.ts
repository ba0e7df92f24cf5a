import {CellSyntaxError} from "../lang/cell.ts";
import {say} from "../say.ts";
import type {Remark} from "./types.ts";

/** As many further mistakes are told in one message. */
const MOST = 8;

/** The first mistake at its place, and the others in its message; undefined where nothing is wrong. */
export function toSyntaxError(remarks: readonly Remark[]): CellSyntaxError | undefined {
  const [first, ...more] = remarks.filter(({severity}) => severity === "error");
  if (!first) return undefined;
  const lines = [first.message, ...more.slice(0, MOST).map(describeRemark)];
  if (more.length > MOST) lines.push(say("live.moreErrors", {n: more.length - MOST}));
  return new CellSyntaxError(lines.join("\n"), first);
}

export function describeRemark({line, message}: Remark): string {
  return say("live.remark", {line, message});
}
