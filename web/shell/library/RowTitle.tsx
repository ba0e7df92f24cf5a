import {Show, type JSX} from "solid-js";

/** A row's name: a link where there is an address for it, so that it opens in a new tab as well. */
export function RowTitle(props: {
  title: string;
  address: string | undefined;
  onOpen: () => void;
}): JSX.Element {
  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    props.onOpen();
  };
  return (
    <h2 class="row-title">
      <Show
        when={props.address}
        fallback={
          <button type="button" class="row-open" dir="auto" onClick={() => props.onOpen()}>
            {props.title}
          </button>
        }
      >
        {(address) => (
          <a class="row-open" dir="auto" href={address()} onClick={open}>
            {props.title}
          </a>
        )}
      </Show>
    </h2>
  );
}
