import {createSignal, For, onCleanup, Show, type JSX} from "solid-js";
import {say} from "../../say.ts";
import {Icon, type IconName} from "./Icon.tsx";

export interface MenuItem {
  label: string;
  icon: IconName;
  act: () => void;
  isGrave?: boolean;
}

/** What can be done with one row, behind a button: arrows move, Esc closes and gives the focus back. */
export function RowMenu(props: {title: string; items: readonly MenuItem[]}): JSX.Element {
  const [isOpen, setOpen] = createSignal(false);
  let box: HTMLDivElement | undefined;
  let button: HTMLButtonElement | undefined;

  const closeOutside = (event: Event) => {
    if (!box?.contains(event.target as Node)) setOpen(false);
  };
  document.addEventListener("pointerdown", closeOutside);
  onCleanup(() => document.removeEventListener("pointerdown", closeOutside));

  const items = () => [...(box?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
  function open(): void {
    setOpen(true);
    items()[0]?.focus();
  }
  function choose(item: MenuItem): void {
    setOpen(false);
    button?.focus();
    item.act();
  }
  function move(event: KeyboardEvent): void {
    const list = items();
    const at = list.indexOf(document.activeElement as HTMLElement);
    const {length} = list;
    const next = {
      ArrowDown: (at + 1) % length,
      ArrowUp: (at - 1 + length) % length,
      Home: 0,
      End: length - 1
    }[event.key];
    if (event.key === "Escape") button?.focus();
    if (event.key === "Escape" || event.key === "Tab") setOpen(false);
    if (next !== undefined) list[next].focus();
    if (next !== undefined || event.key === "Escape") event.preventDefault();
  }

  return (
    <div class="row-menu" ref={box}>
      <button
        ref={button}
        type="button"
        class="icon-button"
        aria-haspopup="menu"
        aria-expanded={isOpen()}
        aria-label={say("library.actionsFor", {title: props.title})}
        onClick={() => (isOpen() ? setOpen(false) : open())}
      >
        <Icon name="more" />
      </button>
      <Show when={isOpen()}>
        <div
          class="menu"
          role="menu"
          aria-label={say("library.actionsFor", {title: props.title})}
          onKeyDown={move}
        >
          <For each={props.items}>
            {(item) => (
              <button
                type="button"
                role="menuitem"
                tabindex="-1"
                classList={{grave: item.isGrave}}
                onClick={() => choose(item)}
              >
                <Icon name={item.icon} />
                {item.label}
              </button>
            )}
          </For>
        </div>
      </Show>
    </div>
  );
}
