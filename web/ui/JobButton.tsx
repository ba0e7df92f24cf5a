import {Show, type JSX} from "solid-js";
import {say} from "../say.ts";
import type {Job} from "./createJob.ts";
import {Progress} from "./Progress.tsx";

/** Starts a job; while it runs, stops it and shows how far it is. */
export function JobButton(props: {
  job: Pick<Job<unknown>, "state" | "progress" | "run" | "cancel">;
  label: string;
  /** what the work is at, for those who hear the page. */
  doing: string;
  disabled: boolean;
}): JSX.Element {
  return (
    <Show
      when={props.job.state() === "running"}
      fallback={
        <button
          type="button"
          class="button primary"
          disabled={props.disabled}
          onClick={() => props.job.run()}
        >
          {props.label}
        </button>
      }
    >
      <button type="button" class="button" onClick={() => props.job.cancel()}>
        {say("inspect.cancel")}
      </button>
      <Progress
        label={props.doing}
        done={props.job.progress().done}
        total={props.job.progress().total}
      />
    </Show>
  );
}
