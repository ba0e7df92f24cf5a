import {For, Show, type JSX} from "solid-js";
import type {EngineInfo} from "../../worker/api.ts";
import type {Isolation} from "../protocol.ts";
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
  present: "This browser isolates the page but not the notebook inside it.",
  insecure:
    "The page was opened over plain http: open it over https (or on localhost) and it can share memory.",
  unsupported:
    "The host sends no isolation headers, and this browser offers no service worker to add them: a private window, perhaps.",
  refused:
    "This browser did not isolate the page, even after a reload. Reloading once more may help.",
  off: "The service worker, which would isolate the page, is switched off in the address."
};

/** What this browser offers the engine, and what follows where something is missing. */
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
      <h2 id="offers-title">What this browser offers</h2>
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
          <Show
            when={advised().length > 0}
            fallback={<p>Everything the engine can use is here.</p>}
          >
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
    present === undefined ? "looking…" : present ? yes : no;
  return [
    {
      name: "Isolation",
      present: isolated,
      text: sayings(isolated, "walled off, yet threads may share", "not isolated"),
      advice: WHY_NOT_ISOLATED[isolation]
    },
    {
      name: "Shared memory",
      present: info?.shared,
      text: sayings(info?.shared, "one memory for all threads", "without shared memory"),
      advice:
        "The page runs without shared memory: data is copied to each thread, which takes longer and gives the same bits."
    },
    {
      name: "Threads",
      present: info && info.threads > 1,
      text: info ? `${info.threads} of ${navigator.hardwareConcurrency || 1} cores` : "looking…",
      advice: "One thread does all the work, with the same bits."
    },
    {
      name: "SIMD",
      present: info?.simd,
      text: sayings(info?.simd, "two numbers at a time", "without"),
      advice:
        "Without WebAssembly SIMD the TypeScript references compute: slower, with the same bits."
    },
    {
      name: "Relaxed SIMD",
      present: info?.relaxedSimd,
      text: sayings(info?.relaxedSimd, "for fast numerics", "without"),
      advice: "Fast numerics use the strict kernels instead, which cost little more."
    },
    {
      name: "WebGPU",
      present: gpu?.present,
      text: gpu ? (gpu.present ? gpu.detail : "without") : "looking…",
      advice: `Not used: ${gpu?.detail ?? ""}. The processor does everything; nothing is missing but speed.`,
      link: {href: "https://caniuse.com/webgpu", label: "Which browsers have it"}
    }
  ];
}
