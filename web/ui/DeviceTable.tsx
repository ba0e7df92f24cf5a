import {For, Show, type JSX} from "solid-js";
import type {GpuOffer} from "./findGpu.ts";
import {formatCount, formatMs, shortDigest} from "./format.ts";
import {DEVICES, type Comparison, type DeviceName} from "./timeDevices.ts";

const NAMES: Record<DeviceName, string> = {
  reference: "TypeScript reference",
  wasm: "WebAssembly",
  gpu: "WebGPU"
};

/** The times of a comparison, and whose bits are whose. */
export function DeviceTable(props: {
  comparison: Comparison | undefined;
  gpu: GpuOffer | undefined;
  dimmed: boolean;
}): JSX.Element {
  const find = (device: DeviceName) =>
    props.comparison?.timings.find((timing) => timing.device === device);
  const fastest = () => Math.max(1, ...(props.comparison?.timings.map(({ratio}) => ratio) ?? []));
  const reason = (device: DeviceName) => {
    const failure = props.comparison?.failures.find((failed) => failed.device === device)?.reason;
    if (device === "gpu" && props.gpu?.present === false) return `not here: ${props.gpu.detail}`;
    return failure ? `not here: ${failure}` : "not measured yet";
  };
  const bits = (device: DeviceName) => {
    const timing = find(device)!;
    if (timing.digest === null) {
      const within = timing.difference.toExponential(0).replace("-", "−");
      return {text: `not reproducible, within ${within}`, same: false};
    }
    if (device === "reference") return {text: shortDigest(timing.digest), same: true};
    const same = timing.digest === find("reference")?.digest;
    return {text: same ? "the same bits" : "other bits", same};
  };
  return (
    <table class="devices" data-dimmed={props.dimmed}>
      <thead>
        <tr>
          <th scope="col">Device</th>
          <th scope="col" class="number">
            Median
          </th>
          <th scope="col" class="number">
            Numbers a second
          </th>
          <th scope="col">Against the reference</th>
          <th scope="col">Bits</th>
        </tr>
      </thead>
      <tbody>
        <For each={DEVICES}>
          {(device) => (
            <tr data-device={device}>
              <th scope="row">
                {NAMES[device]}
                <Show when={find(device)}>
                  {(timing) => <small>{threadsText(device, timing().threads, props.gpu)}</small>}
                </Show>
              </th>
              <Show
                when={find(device)}
                fallback={
                  <td class="absent" colSpan={4}>
                    {reason(device)}
                  </td>
                }
              >
                {(timing) => (
                  <>
                    <td class="number" data-label="Median">
                      {formatMs(timing().median)}
                    </td>
                    <td class="number" data-label="Numbers a second">
                      {formatCount(props.comparison!.n / timing().median / 1e-3)}
                    </td>
                    <td data-label="Against the reference">
                      <span class="ratio">
                        <span class="track">
                          <span
                            class="fill"
                            style={{width: `${(100 * timing().ratio) / fastest()}%`}}
                          />
                        </span>
                        {timing().ratio.toFixed(1)}×
                      </span>
                    </td>
                    <td class="bits-cell" data-label="Bits" data-same={bits(device).same}>
                      {bits(device).text}
                    </td>
                  </>
                )}
              </Show>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  );
}

function threadsText(device: DeviceName, threads: number, gpu: GpuOffer | undefined): string {
  if (device === "gpu") return gpu?.detail ?? "";
  return threads === 1 ? "one thread" : `${threads} threads`;
}
