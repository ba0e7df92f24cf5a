// Models as the engine has them, batches being run as WASM on this thread.
import {emitWasm} from "../../worker/compiler/wasm/emit.ts";
import {instantiateProgram} from "../../worker/compiler/wasm/instantiate.ts";
import {makeModels} from "../../worker/model/models.ts";
import {toAnswer, type BatchCall} from "../../worker/model/runBatch.ts";
import {RunHandle} from "../../worker/run.ts";
import {makeOde} from "../../worker/solvers/ode/ode.ts";
import {memory, place, strictKernels} from "../compiler/wasm/runProgram.ts";

const noSteering = {cancel: () => undefined, pause: () => undefined, resume: () => undefined};

function runBatch(call: BatchCall) {
  const {program, constants, params, n, outputs} = call;
  const uniform = Object.keys(call.uniform);
  const model = {program, constants};
  const points = params.map(({name}) =>
    Array.from({length: n}, (_, i) =>
      name in call.uniform
        ? Array.from(call.uniform[name])
        : call.varying[name].map((values) => values[i])
    )
  );
  const wasm = emitWasm(model, {uniform, kernels: strictKernels});
  const placed = place(model, wasm, points, n);
  placed.call(instantiateProgram(wasm.bytes, memory));
  const answers = Array.from({length: n}, (_, i) => placed.answer(i));
  const vectors = Array.from({length: outputs}, (_, r) =>
    Float64Array.from(answers, (row) => row[r])
  );
  const stats = {
    device: "wasm", why: "a test", threads: 1, evaluations: n, elapsed: 0, compile: 0, reproducible: true
  } as const; // prettier-ignore
  return new RunHandle(Promise.resolve(toAnswer(vectors, stats)), noSteering);
}

export const {models} = makeModels({runBatch, kernels: () => strictKernels});
export const ode = makeOde(models);
