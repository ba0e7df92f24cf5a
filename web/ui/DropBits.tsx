import {Show, type JSX} from "solid-js";
import {FIRST_DIGEST, FIRST_DROP, type Drop} from "./drop.ts";
import {formatCount, formatMs, shortDigest} from "./format.ts";
import {OutLink} from "./hostContext.tsx";

/** The result's digest, whether it is the recorded one where there is a record, and what it took. */
export function DropBits(props: {drop: Drop}): JSX.Element {
  const isRecorded = () => sameParams(props.drop);
  const isReproduced = () => props.drop.digest === FIRST_DIGEST;
  return (
    <p class="bits" data-reproduced={isRecorded() ? isReproduced() : undefined}>
      <span class="digest" data-wrong={isRecorded() && !isReproduced()} title={props.drop.digest}>
        <Show when={isRecorded()}>
          <svg class="sign" viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
            <path d={isReproduced() ? "M3.5 8.5l3 3 6-7" : "M4 4l8 8M12 4l-8 8"} />
          </svg>
        </Show>
        {shortDigest(props.drop.digest)}
      </span>{" "}
      <Show
        when={isRecorded()}
        fallback={
          <>
            is the digest of all {formatCount(props.drop.params.walkers)} end points with seed{" "}
            {props.drop.params.seed}:{" "}
            {props.drop.reproducible
              ? "the same in every browser, for any number of threads."
              : "with fast numerics another machine may get others."}
          </>
        }
      >
        <Show
          when={isReproduced()}
          fallback={
            <strong class="wrong">
              Not reproduced: {shortDigest(FIRST_DIGEST)} was recorded in Node.
            </strong>
          }
        >
          <strong>Reproduced.</strong> This digest of all {formatCount(props.drop.params.walkers)}{" "}
          end points is the one recorded in Node: every browser gets the same bits, with any number
          of threads.
        </Show>
      </Show>{" "}
      {formatCount(props.drop.draws)} normal draws (
      <OutLink href="https://doi.org/10.1145/2063384.2063405">Philox</OutLink>) took{" "}
      <span class="figure">{formatMs(props.drop.elapsed)}</span>.
    </p>
  );
}

function sameParams({params, reproducible}: Drop): boolean {
  return (
    reproducible &&
    (Object.keys(FIRST_DROP) as (keyof typeof FIRST_DROP)[]).every(
      (key) => params[key] === FIRST_DROP[key]
    )
  );
}
