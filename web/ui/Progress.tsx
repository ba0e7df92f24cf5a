import {createSignal, onCleanup, Show, type JSX} from "solid-js";

const NOTICEABLE_MS = 300;

/** A bar that appears only where there is something to wait for. */
export function Progress(props: {label: string; done: number; total: number}): JSX.Element {
  const [shown, setShown] = createSignal(false);
  const timer = setTimeout(() => setShown(true), NOTICEABLE_MS);
  onCleanup(() => clearTimeout(timer));
  return (
    <Show when={shown()}>
      <progress aria-label={props.label} value={props.done} max={props.total} />
    </Show>
  );
}
