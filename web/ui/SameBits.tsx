import {Show, type JSX} from "solid-js";
import type {Engine, SelfCheck} from "../../worker/api.ts";
import {createJob} from "./createJob.ts";
import {JobButton} from "./JobButton.tsx";
import {Problem} from "./Problem.tsx";

/** Every kernel and every random law, as digests, against those recorded in Node. */
export function SameBits(props: {engine: Engine | undefined}): JSX.Element {
  const job = createJob(({signal, onProgress}) =>
    props.engine!.selfCheck({signal, onRow: onProgress})
  );
  return (
    <section class="section" aria-labelledby="same-bits-title">
      <h2 id="same-bits-title">Same link, same bits</h2>
      <p class="prose">
        A result that is shared should come out the same for whoever opens it. Compute every kernel
        and every random law here, and compare their digests with those recorded in Node.
      </p>
      <div class="card same-bits" data-same-bits={job.state()}>
        <div class="choices">
          <JobButton job={job} label="Check the bits" doing="checking" disabled={!props.engine} />
          <Show when={job.state() === "done" && job.result()}>
            {(check) => <Verdict check={check()} />}
          </Show>
        </div>
        <Show when={job.error()}>
          {(shown) => <Problem what="The check failed" error={shown()} retry={job.run} />}
        </Show>
      </div>
    </section>
  );
}

function Verdict(props: {check: SelfCheck}): JSX.Element {
  const total = () => props.check.rows.length;
  const different = () => props.check.rows.filter(({equal}) => !equal);
  return (
    <p class="verdict" role="status" data-equal={total() - different().length} data-total={total()}>
      <Show
        when={different().length > 0}
        fallback={<strong>All {total()} digests are the recorded ones.</strong>}
      >
        <strong class="wrong">
          {different().length} of {total()} digests differ:
        </strong>{" "}
        {different()
          .map(({name}) => name)
          .join(", ")}
        . With fast numerics that is expected; with strict ones it is a fault worth reporting.
      </Show>
    </p>
  );
}
