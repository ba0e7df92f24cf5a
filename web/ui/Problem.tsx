import {Show, type JSX} from "solid-js";
import {say} from "../say.ts";

/** A failure, told where it happened. */
export function Problem(props: {what: string; error: Error; retry?: () => void}): JSX.Element {
  return (
    <div class="problem" role="alert">
      <p>
        <strong>{props.what}.</strong> {props.error.message}
      </p>
      <Show when={props.retry}>
        {(retry) => (
          <button type="button" class="button" onClick={() => retry()()}>
            {say("machine.again")}
          </button>
        )}
      </Show>
    </div>
  );
}
