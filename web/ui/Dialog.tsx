import {onCleanup, onMount, type JSX} from "solid-js";

/** Over the notebook until Esc or a click beside it; the focus goes back to where it was. */
export function Dialog(props: {
  label: string;
  class: string;
  onClose: () => void;
  children: JSX.Element;
}): JSX.Element {
  const before = document.activeElement as HTMLElement | null;
  let dialog!: HTMLDialogElement;
  onMount(() => dialog.showModal());
  onCleanup(() => before?.focus?.());
  return (
    <dialog
      ref={dialog}
      class={`overlay ${props.class}`}
      aria-label={props.label}
      onClose={() => props.onClose()}
      onClick={(event) => {
        if (event.target === dialog) dialog.close();
      }}
    >
      {props.children}
    </dialog>
  );
}
