import {For, Show, type JSX} from "solid-js";
import type {EngineInfo} from "../../worker/api.ts";
import type {Isolation} from "../protocol.ts";
import {say} from "../say.ts";
import type {GpuOffer} from "./findGpu.ts";

interface Offer {
  name: string;
  /** undefined: not known yet. */
  present: boolean | undefined;
  text: string;
  /** what its absence means and what helps. */
  advice?: string;
  link?: {href: string; label: string};
}

const WHY_NOT_ISOLATED: Record<Isolation, string> = {
  present: say("machine.frameNotIsolated"),
  insecure: say("machine.insecure"),
  unsupported: say("machine.unsupported"),
  refused: say("machine.refused"),
  off: say("machine.off")
};

/** {say("machine.title")} the engine, and what follows where something is missing. */
export function Offers(props: {
  info: EngineInfo | undefined;
  gpu: GpuOffer | undefined;
  isolation: Isolation;
  /** a link out: the sandbox cannot follow it, so the page asks the reader first. */
  openLink: (url: string) => void;
}): JSX.Element {
  const offers = () => findOffers(props.info, props.gpu, props.isolation);
  const advised = () => offers().filter(({present, advice}) => present === false && advice);
  return (
    <section class="section" aria-labelledby="offers-title">
      <h2 id="offers-title">{say("machine.title")}</h2>
      <ul class="offers">
        <For each={offers()}>
          {({name, present, text}) => (
            <li data-offer={name} data-present={present ?? "unknown"}>
              <Sign present={present} />
              <span class="offer-name">{name}</span>
              <span class="offer-text">{text}</span>
            </li>
          )}
        </For>
      </ul>
      <Show when={props.info}>
        <div class="advice">
          <Show when={advised().length > 0} fallback={<p>{say("machine.everything")}</p>}>
            <For each={advised()}>
              {({name, advice, link}) => (
                <p>
                  <strong>{name}.</strong> {advice}{" "}
                  <Show when={link}>
                    {(out) => (
                      <a
                        href={out().href}
                        onClick={(event) => {
                          event.preventDefault();
                          props.openLink(out().href);
                        }}
                      >
                        {out().label}
                      </a>
                    )}
                  </Show>
                </p>
              )}
            </For>
          </Show>
        </div>
      </Show>
    </section>
  );
}

function Sign(props: {present: boolean | undefined}): JSX.Element {
  return (
    <svg class="sign" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <Show
        when={props.present}
        fallback={<path d={props.present === false ? "M4 8h8" : "M8 7.5v1"} />}
      >
        <path d="M3.5 8.5l3 3 6-7" />
      </Show>
    </svg>
  );
}

function findOffers(
  info: EngineInfo | undefined,
  gpu: GpuOffer | undefined,
  isolation: Isolation
): Offer[] {
  const isolated = crossOriginIsolated;
  const sayings = (present: boolean | undefined, yes: string, no: string) =>
    present === undefined ? say("machine.looking") : present ? yes : no;
  return [
    {
      name: say("machine.nameIsolation"),
      present: isolated,
      text: sayings(isolated, say("machine.isolated"), say("machine.notIsolated")),
      advice: WHY_NOT_ISOLATED[isolation]
    },
    {
      name: say("machine.nameSharedmemory"),
      present: info?.shared,
      text: sayings(info?.shared, say("machine.shared"), say("machine.notShared")),
      advice: say("machine.copies")
    },
    {
      name: say("machine.nameThreads"),
      present: info && info.threads > 1,
      text: info
        ? say("machine.cores", {n: info.threads, all: navigator.hardwareConcurrency || 1})
        : say("machine.looking"),
      advice: say("machine.oneThread")
    },
    {
      name: say("machine.nameSIMD"),
      present: info?.simd,
      text: sayings(info?.simd, say("machine.simd"), say("machine.without")),
      advice: say("machine.noSimd")
    },
    {
      name: say("machine.nameRelaxedSIMD"),
      present: info?.relaxedSimd,
      text: sayings(info?.relaxedSimd, say("machine.relaxed"), say("machine.without")),
      advice: say("machine.noRelaxed")
    },
    {
      name: say("machine.nameWebGPU"),
      present: gpu?.present,
      text: gpu ? (gpu.present ? gpu.detail : say("machine.without")) : say("machine.looking"),
      advice: say("machine.noGpu", {detail: gpu?.detail ?? ""}),
      link: {href: "https://caniuse.com/webgpu", label: say("machine.whichBrowsers")}
    }
  ];
}
