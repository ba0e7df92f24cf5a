import {createSignal, For, Show, type JSX} from "solid-js";
import type {Engine, KernelName} from "../../worker/api.ts";
import {DeviceTable} from "./DeviceTable.tsx";
import type {GpuOffer} from "./findGpu.ts";
import {formatCount} from "./format.ts";
import {Problem} from "./Problem.tsx";
import {Progress} from "./Progress.tsx";
import {findUnaryKernels, timeDevices, type Comparison} from "./timeDevices.ts";

const SIZES = [1 << 14, 1 << 18, 1 << 20];

/** One kernel on three devices, side by side. */
export function Devices(props: {
  engine: Engine | undefined;
  gpu: GpuOffer | undefined;
}): JSX.Element {
  const [kernel, setKernel] = createSignal<KernelName>("exp");
  const [n, setSize] = createSignal(SIZES[1]);
  const [comparison, setComparison] = createSignal<Comparison>();
  const [error, setError] = createSignal<Error>();
  const [running, setRunning] = createSignal<AbortController>();
  const [progress, setProgress] = createSignal({done: 0, total: 1});

  const run = async () => {
    const {engine} = props;
    if (!engine || running()) return;
    const control = new AbortController();
    setRunning(control);
    setError(undefined);
    setProgress({done: 0, total: 1});
    try {
      const onProgress = (done: number, total: number) => setProgress({done, total});
      setComparison(await timeDevices(engine, kernel(), n(), {signal: control.signal, onProgress}));
    } catch (failure) {
      if (!control.signal.aborted)
        setError(failure instanceof Error ? failure : new Error(String(failure)));
    } finally {
      setRunning(undefined);
    }
  };

  return (
    <section class="section" aria-labelledby="devices-title">
      <h2 id="devices-title">One kernel, three devices</h2>
      <p class="prose">
        Every kernel is written three times: as plain TypeScript to be believed, as SIMD WebAssembly
        to be fast, and for the graphics processor. The first two must agree to the last bit. Times
        are medians of nine calls, with copying in and out.
      </p>
      <div class="card" data-devices={running() ? "running" : comparison() ? "done" : "idle"}>
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
          <Show
            when={running()}
            fallback={
              <button
                type="button"
                class="button primary"
                disabled={!props.engine}
                onClick={() => void run()}
              >
                Compare
              </button>
            }
          >
            {(control) => (
              <button type="button" class="button" onClick={() => control().abort()}>
                Cancel
              </button>
            )}
          </Show>
          <Show when={running()}>
            <Progress label="comparing" done={progress().done} total={progress().total} />
          </Show>
        </div>
        <Show when={error()}>
          {(shown) => (
            <Problem what="The comparison failed" error={shown()} retry={() => void run()} />
          )}
        </Show>
        <DeviceTable comparison={comparison()} gpu={props.gpu} dimmed={running() !== undefined} />
      </div>
    </section>
  );
}
