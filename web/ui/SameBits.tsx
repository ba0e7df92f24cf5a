import {createSignal, Show, type JSX} from "solid-js";
import type {Engine, SelfCheck} from "../../worker/api.ts";
import {Problem} from "./Problem.tsx";
import {Progress} from "./Progress.tsx";

/** Every kernel and every random law, as digests, against those recorded in Node. */
export function SameBits(props: {engine: Engine | undefined}): JSX.Element {
  const [check, setCheck] = createSignal<SelfCheck>();
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
      const onRow = (done: number, total: number) => setProgress({done, total});
      setCheck(await engine.selfCheck({onRow, signal: control.signal}));
    } catch (failure) {
      if (!control.signal.aborted)
        setError(failure instanceof Error ? failure : new Error(String(failure)));
    } finally {
      setRunning(undefined);
    }
  };

  return (
    <section class="section" aria-labelledby="same-bits-title">
      <h2 id="same-bits-title">Same link, same bits</h2>
      <p class="prose">
        A result that is shared should come out the same for whoever opens it. Compute every kernel
        and every random law here, and compare their digests with those recorded in Node.
      </p>
      <div
        class="card same-bits"
        data-same-bits={running() ? "running" : check() ? String(check()!.equal) : "idle"}
      >
        <div class="choices">
          <Show
            when={running()}
            fallback={
              <button
                type="button"
                class="button primary"
                disabled={!props.engine}
                onClick={() => void run()}
              >
                Check the bits
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
            <Progress label="checking" done={progress().done} total={progress().total} />
          </Show>
          <Show when={!running() && check()}>{(done) => <Verdict check={done()} />}</Show>
        </div>
        <Show when={error()}>
          {(shown) => <Problem what="The check failed" error={shown()} retry={() => void run()} />}
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
