// A program as JavaScript that a person can read, for one point at a time: what a call of a model runs.
//
// The text keeps the names of the parameters and arrays. It means exactly what the interpreter computes: nothing
// is reassociated, and what the language leaves inexact is called by the name of the strict function.
import {OUTPUT, type Model, type Op, type Param, type Program, type Region} from "../ir.ts";
import {regionsOf} from "../ir.ts";
import {surveyArrays, type ArrayUse} from "../arrayUse.ts";
import {findUncleared} from "./clearing.ts";
import {makeBind, HELPER_NAMES, type Bind, type HelperName} from "./bind.ts";
import {isMathName, type MathName} from "./expressions.ts";
import {Names} from "./names.ts";
import {isHeldAsNumber, type Place} from "./places.ts";
import {Writer} from "./writer.ts";

export interface EmittedJs {
  /** the text of the function; its free names are what `bind` puts around it. */
  source: string;
  /** makes the function that can be called, with these data. */
  bind: Bind;
}

/** An answer of more numbers than this goes through an array of the function's own. */
const GATHERED = 128;

/** What the text calls the things it is made of. */
interface Vocabulary {
  self: string;
  out: string;
  places: readonly Place[];
  helpers: Record<HelperName, string>;
  math: ReadonlyMap<MathName, string>;
}

export function emitJs({program}: Pick<Model, "program">): EmittedJs {
  const uses = surveyArrays(program);
  const names = new Names();
  const words = makeVocabulary(program, names, uses);
  const {places, helpers, math} = words;
  const gathersAnswer = !places[OUTPUT].isMutable;
  const writer = new Writer(program, {names, places, math, at: helpers.at, gathersAnswer});

  check(program, writer, uses, words);
  for (const array of findUncleared(program))
    if (places[array].isMutable) writer.line(`${places[array].name}.fill(0);`);
  writer.region(program.body);
  finish(program, writer, words);

  const parameters = program.params.map(({array}) => places[array].name);
  if (!program.isScalar) parameters.push(words.out);
  const head = `function ${words.self}(${parameters.join(", ")}) {`;
  const source = [head, ...writer.lines, "}"].join("\n");
  const arrays = program.arrays.flatMap(({role}, array) => {
    const isOwn = role === "output" ? !gathersAnswer : role !== "input";
    return isOwn && (uses[array].isLoaded || uses[array].isStored)
      ? [[places[array].name, array] as const]
      : [];
  });
  return {
    source,
    bind: makeBind(program, source, {math: [...math].map(([key, text]) => [text, key]), arrays, helpers}) // prettier-ignore
  };
}

/** Parameters first, so that they keep the names that the reader gave them. */
function makeVocabulary(program: Program, names: Names, uses: readonly ArrayUse[]): Vocabulary {
  const claimed = new Map<number, string>();
  for (const {array, name} of program.params) claimed.set(array, names.claim(name));
  const gathersAnswer =
    uses[OUTPUT].isPlain &&
    !uses[OUTPUT].isLoaded &&
    (program.isScalar || program.arrays[OUTPUT].size <= GATHERED);
  const places = program.arrays.map((info, array): Place => ({
    name: claimed.get(array) ?? names.claim(array === OUTPUT ? "answer" : info.name),
    isNumber: isHeldAsNumber(info),
    isMutable: info.role === "local" || (info.role === "output" && !gathersAnswer)
  }));
  const self = names.claim(program.name);
  const out = names.claim("out");
  const helpers = Object.fromEntries(HELPER_NAMES.map((helper) => [helper, names.claim(helper)]));
  const math = new Map(findMath(program.body).map((name) => [name, names.claim(name)]));
  return {self, out, places, helpers: helpers as Record<HelperName, string>, math};
}

function findMath(region: Region, found = new Set<MathName>()): MathName[] {
  const see = (op: Op) => {
    if (op.kind === "apply" && isMathName(op.name)) found.add(op.name);
    for (const inner of regionsOf(op)) findMath(inner, found);
  };
  region.ops.forEach(see);
  return [...found];
}

/** The lines that look at the arguments: misuse ends before anything is computed. */
function check(
  program: Program,
  writer: Writer,
  uses: readonly ArrayUse[],
  words: Vocabulary
): void {
  const {helpers, out, places} = words;
  const compare = (name: string, shown: string, size: number, isOptional: boolean) => {
    const given = isOptional ? `${name} !== undefined && ` : "";
    const length = isOptional ? `${name}.length` : `${name}?.length`;
    const problem = `${helpers.misfit}(${JSON.stringify(shown)}, ${size}, ${name})`;
    writer.line(`if (${given}${length} !== ${size}) ${problem};`);
  };
  const checkParam = ({array, name: shown, size}: Param) => {
    const {name, isNumber} = places[array];
    const isRead = uses[array].isLoaded;
    if (!isNumber) compare(name, shown, size, !isRead);
    else if (isRead) {
      const only = `${helpers.only}(${JSON.stringify(shown)}, ${name})`;
      writer.line(`if (typeof ${name} !== "number") ${name} = ${only};`);
    }
  };
  program.params.forEach(checkParam);
  if (!program.isScalar) compare(out, "out", program.arrays[OUTPUT].size, true);
}

/** The lines that hand the answer over. */
function finish(program: Program, writer: Writer, {out, places, helpers}: Vocabulary): void {
  const {name, isMutable} = places[OUTPUT];
  if (isMutable) {
    writer.line(`return ${program.isScalar ? `${name}[0]` : `${helpers.deliver}(${name}, ${out})`};`); // prettier-ignore
    return;
  }
  const size = program.arrays[OUTPUT].size;
  const textOf = (place: number) => {
    const value = writer.answer.get(place);
    return value === undefined ? "0" : writer.take(value).text;
  };
  if (program.isScalar) {
    writer.line(`return ${textOf(0)};`);
    return;
  }
  for (const [place, value] of writer.answer) writer.settle(value, `${out}${place}`);
  const values = Array.from({length: size}, (_, place) => textOf(place));
  writer.line(`if (${out} === undefined) return [${values.join(", ")}];`);
  values.forEach((value, place) => writer.line(`${out}[${place}] = ${value};`));
  writer.line(`return ${out};`);
}
