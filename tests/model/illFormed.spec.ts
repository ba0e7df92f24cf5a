// Texts that went wrong: `model.compile` answers with a model or says what is wrong, and nothing else.
import {readFileSync} from "node:fs";
import fc from "fast-check";
import {expect, it} from "vitest";
import {makeModels} from "../../worker/model/models.ts";
import {texts} from "../compiler/front/randomTexts.ts";
import {models} from "./models.ts";

const {models: model} = makeModels({
  runBatch: () => {
    throw new Error("no engine here");
  },
  kernels: (flavour) => readFileSync(`dist/kernels/${flavour}.wasm`)
});

const WORDS = [
  "0", "1", "-1", "1e9", "3000000000", "NaN", "Infinity", "u", "i", "x", "v", "c", "y", "undefined", "null", "this",
  "let ", "const ", "return ", "if ", "else ", "while ", "for ", "break", "continue", "new ", "in ", "of ", "typeof ",
  "await ", "yield ", "async ", "function ", "class ", "delete ", "=>", "=", "==", "+", "-", "*", "/", "%", "**", "<",
  ">", ">>", "&", "|", "!", "&&", "||", "??", "?.", "?", ":", ";", ",", ".", "...", "(", ")", "[", "]", "{", "}",
  "++", "--", "`", '"', "\\", "/*", "//", "\n", "#", "@", "é", "length", "push", "map", "Math", "constructor",
  "__proto__", "prototype", "arguments", "eval", "fill", "Array"
]; // prettier-ignore

interface Change {
  at: number;
  length: number;
  words: string[];
}

const changes: fc.Arbitrary<Change[]> = fc.array(
  fc.record({
    at: fc.nat(100_000),
    length: fc.oneof(fc.constant(0), fc.nat(12)),
    words: fc.array(fc.constantFrom(...WORDS), {maxLength: 3})
  }),
  {minLength: 1, maxLength: 4}
);

function spoil(text: string, list: readonly Change[]): string {
  return list.reduce((now, {at, length, words}) => {
    const place = at % (now.length + 1);
    return now.slice(0, place) + words.join("") + now.slice(place + length);
  }, text);
}

const KINDS = ["SyntaxError", "TypeError", "RangeError"];

async function expectPlain(text: string, given: Parameters<typeof model.compile>): Promise<void> {
  try {
    const compiled = await model.compile(text, given[1], given[2]);
    compiled.source("wat");
    compiled.source("wgsl");
  } catch (error) {
    const {name, message, stack} = error as Error;
    expect(KINDS, `${text}\n${stack}`).toContain(name);
    expect(message, text).toMatch(/^model\.compile: /);
  }
}

const RUNS = Number(process.env.RUNS ?? 100);

it("says what is wrong with spoilt real models", async () => {
  const anyModel = fc.constantFrom(...models);
  await fc.assert(
    fc.asyncProperty(anyModel, changes, ({model: written, sizes, constants, helpers}, list) =>
      expectPlain(spoil(String(written), list), ["", sizes, {constants, helpers}])
    ),
    {numRuns: RUNS}
  );
});

it("says what is wrong with spoilt random texts", async () => {
  const options = {constants: {c: [0.5, -1, 2, 3]}};
  await fc.assert(
    fc.asyncProperty(texts, changes, (text, list) =>
      expectPlain(spoil(text, list), ["", {x: 4, v: 1}, options])
    ),
    {numRuns: RUNS}
  );
});
