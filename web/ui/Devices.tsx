import {createSignal, For, Show, type JSX} from "solid-js";
import type {Engine, KernelName} from "../../worker/api.ts";
import {createJob} from "./createJob.ts";
import {DeviceTable} from "./DeviceTable.tsx";
import type {GpuOffer} from "./findGpu.ts";
import {formatCount} from "./format.ts";
import {JobButton} from "./JobButton.tsx";
import {Problem} from "./Problem.tsx";
import {findUnaryKernels, timeDevices} from "./timeDevices.ts";

const SIZES = [1 << 14, 1 << 18, 1 << 20];

/** One kernel on three devices, side by side. */
export function Devices(props: {
  engine: Engine | undefined;
  gpu: GpuOffer | undefined;
}): JSX.Element {
  const [kernel, setKernel] = createSignal<KernelName>("exp");
  const [n, setSize] = createSignal(SIZES[1]);
  const job = createJob((tools) => timeDevices(props.engine!, kernel(), n(), tools));

  return (
    <section class="section" aria-labelledby="devices-title">
      <h2 id="devices-title">One kernel, three devices</h2>
      <p class="prose">
        A kernel is written as plain TypeScript to be believed, as SIMD WebAssembly to be fast, and
        often for the graphics processor too. The first two must agree to the last bit. Times are
        medians of nine calls, with copying in and out.
      </p>
      <div class="card" data-devices={job.state()}>
        <div class="choices">
          <label class="choice">
            <span>Function</span>
            <select
              name="kernel"
              onChange={(event) => setKernel(event.currentTarget.value as KernelName)}
            >
              <For each={props.engine ? findUnaryKernels(props.engine) : (["exp"] as KernelName[])}>
                {(name) => <option selected={name === kernel()}>{name}</option>}
              </For>
            </select>
          </label>
          <label class="choice">
            <span>Numbers</span>
            <select name="size" onChange={(event) => setSize(Number(event.currentTarget.value))}>
              <For each={SIZES}>
                {(size) => (
                  <option value={size} selected={size === n()}>
                    {formatCount(size)}
                  </option>
                )}
              </For>
            </select>
          </label>
          <JobButton job={job} label="Compare" doing="comparing" disabled={!props.engine} />
        </div>
        <Show when={job.error()}>
          {(shown) => <Problem what="The comparison failed" error={shown()} retry={job.run} />}
        </Show>
        <DeviceTable comparison={job.result()} gpu={props.gpu} dimmed={job.state() === "running"} />
      </div>
    </section>
  );
}
