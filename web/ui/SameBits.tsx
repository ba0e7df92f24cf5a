import {Show, type JSX} from "solid-js";
import type {Engine, SelfCheck} from "../../worker/api.ts";
import {say} from "../say.ts";
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
      <h2 id="same-bits-title">{say("machine.bitsTitle")}</h2>
      <p class="prose">{say("machine.bitsText")}</p>
      <div class="card same-bits" data-same-bits={job.state()}>
        <div class="choices">
          <JobButton
            job={job}
            label={say("machine.check")}
            doing={say("machine.checking")}
            disabled={!props.engine}
          />
          <Show when={job.state() === "done" && job.result()}>
            {(check) => <Verdict check={check()} />}
          </Show>
        </div>
        <Show when={job.error()}>
          {(shown) => <Problem what={say("machine.checkFailed")} error={shown()} retry={job.run} />}
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
        fallback={<strong>{say("machine.allSame", {total: total()})}</strong>}
      >
        <strong class="wrong">
          {say("machine.someDiffer", {n: different().length, total: total()})}
        </strong>{" "}
        {different()
          .map(({name}) => name)
          .join(", ")}
        {say("machine.someDifferAfter")}
      </Show>
    </p>
  );
}
