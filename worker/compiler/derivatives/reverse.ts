// Reverse differentiation: the program, then the program backwards, in which every value that moves the
// answer gathers by how much. The cost does not depend on how many parameters there are.
import {OUTPUT, type ArrayId, type Model} from "../ir.ts";
import {AdjointArrays} from "./adjointArrays.ts";
import {Copy} from "./copy.ts";
import {findActive} from "./flow.ts";
import {writeLoop} from "./loops.ts";
import {findMemoryFacts, isAnswerOpen, type MemoryFacts} from "./memory.ts";
import {findColumns} from "./parameters.ts";
import {Recorder, type AnswerStore} from "./record.ts";
import {Sweep} from "./sweep.ts";
import {isStoredAtLiterals, parameterWeights, unitWeights} from "./weights.ts";
import {hasWhile} from "./work.ts";

export interface ReverseOptions {
  by?: string | readonly string[];
  /** a row for each output, or one row: the outputs with the weights of one more parameter of this name. */
  weights: "each" | {name: string};
  /** whether the value comes first in the answer. */
  withValue?: boolean;
  /** of the new program. */
  name?: string;
  isScalar?: boolean;
  /** the function that the reader called. */
  area?: string;
}

/** Answers rows × columns, after the value where that is asked for. */
export function reverse(model: Model, options: ReverseOptions): Model {
  const {program} = model;
  if (hasWhile(program.body)) {
    throw new SyntaxError(
      `${options.area ?? "model.vjp"}: a while loop has no reverse mode; use a for loop with a fixed bound, or jacobian`
    );
  }
  const facts = findMemoryFacts(program);
  // which arrays are added to under conditions shows only on the way back
  let noted: ReadonlySet<ArrayId> = new Set();
  for (;;) {
    const {derivative, conditional} = attempt(model, options, facts, noted);
    if ([...conditional].every((array) => noted.has(array))) return derivative;
    noted = new Set([...noted, ...conditional]);
  }
}

function attempt(
  model: Model,
  options: ReverseOptions,
  facts: MemoryFacts,
  noted: ReadonlySet<ArrayId>
): {derivative: Model; conditional: ReadonlySet<ArrayId>} {
  const {program} = model;
  const {by, weights, withValue = false, area = "model.vjp"} = options;
  const {name = `${program.name}Reverse`, isScalar} = options;
  const columns = findColumns(program, by, area);
  const size = program.arrays[OUTPUT].size;
  const rows = weights === "each" ? size : 1;
  const first = withValue ? size : 0;
  const copy = new Copy(model, {name, outputs: first + rows * columns.count, isScalar});
  const activity = findActive(program, [...columns.first.keys()]);
  const given =
    weights === "each" ? undefined : copy.builder.param(weights.name, size, program.isScalar).array;
  const isOpen = isAnswerOpen(program);
  const recorder = new Recorder(copy, facts, openAnswer(copy, withValue));
  recorder.record();
  if (withValue && isOpen) copyAnswer(copy);
  const isPlain = !isOpen && !facts.rewritten[OUTPUT];
  const isDirect = isPlain && (given !== undefined || isStoredAtLiterals(program));
  const conditional = new Set<ArrayId>();
  for (let row = 0; row < rows; row++) {
    const seeds =
      given === undefined
        ? unitWeights(copy, row, isDirect)
        : parameterWeights(copy, given, isDirect);
    const adjoints = new AdjointArrays(copy, facts, noted);
    new Sweep({copy, recorder, adjoints, activity, columns, weights: seeds}).run(
      first + row * columns.count
    );
    for (const array of adjoints.conditional) conditional.add(array);
  }
  return {derivative: copy.model(), conditional};
}

/** The program's stores to its answer: dropped, kept, or kept in a local array because it is read back. */
function openAnswer(copy: Copy, withValue: boolean): AnswerStore {
  const isOpen = isAnswerOpen(copy.program);
  if (isOpen) copy.keepAnswer();
  return (op) => {
    if (isOpen || withValue) copy.op(op);
  };
}

function copyAnswer(copy: Copy): void {
  const {size} = copy.program.arrays[OUTPUT];
  writeLoop(copy.write, size, (index) =>
    copy.builder.store(OUTPUT, index, copy.builder.load(copy.array(OUTPUT), index))
  );
}
