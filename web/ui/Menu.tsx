import {For, Show, createEffect, createSignal, onCleanup, type JSX} from "solid-js";
import {showKeys} from "./commands/command.ts";
import {Icon, type IconName} from "./Icon.tsx";

export interface MenuItem {
  label: string;
  keys?: string;
  /** a choice, and whether it is taken. */
  checked?: boolean;
  /** items of one group that follow each other get its name above them. */
  group?: string;
  disabled?: boolean;
  act: () => void;
}

/** A button with a list of acts below it; arrows move, Esc closes, letters jump. */
export function Menu(props: {
  label: string;
  items: () => MenuItem[];
  icon?: IconName;
  text?: string;
}): JSX.Element {
  const [open, setOpen] = createSignal(false);
  let root!: HTMLDivElement;
  let button!: HTMLButtonElement;
  const rows = () => [...root.querySelectorAll<HTMLElement>("[role^=menuitem]")];
  const close = (back: boolean) => {
    setOpen(false);
    if (back) button.focus();
  };

  createEffect(() => {
    if (!open()) return;
    rows()[0]?.focus();
    const leave = (event: Event) => {
      if (!root.contains(event.target as Node)) close(false);
    };
    addEventListener("pointerdown", leave);
    addEventListener("focusin", leave);
    onCleanup(() => {
      removeEventListener("pointerdown", leave);
      removeEventListener("focusin", leave);
    });
  });

  const steer = (event: KeyboardEvent) => {
    if (!open()) return;
    const list = rows();
    const at = list.indexOf(document.activeElement as HTMLElement);
    const letter = event.key.length === 1 ? event.key.toLowerCase() : "";
    const matches = (row: HTMLElement) => row.textContent.trim().toLowerCase().startsWith(letter);
    const target: Record<string, number> = {
      ArrowDown: (at + 1) % list.length,
      ArrowUp: (at - 1 + list.length) % list.length,
      Home: 0,
      End: list.length - 1
    };
    event.stopPropagation();
    if (event.key === "Escape") close(true);
    else if (event.key in target) list[target[event.key]].focus();
    else if (letter.trim())
      [...list.slice(at + 1), ...list.slice(0, at + 1)].find(matches)?.focus();
    else return;
    event.preventDefault();
  };

  return (
    <div class="menu" ref={root} onKeyDown={steer}>
      <button
        ref={button}
        class="tool"
        type="button"
        aria-haspopup="menu"
        aria-expanded={open()}
        aria-label={props.text ? undefined : props.label}
        title={props.label}
        onClick={() => setOpen(!open())}
      >
        <Show when={props.icon}>{(name) => <Icon name={name()} />}</Show>
        {props.text}
      </button>
      <Show when={open()}>
        <div class="menu-list" role="menu" aria-label={props.label}>
          <For each={props.items()}>
            {(item, i) => (
              <>
                <Show when={item.group && item.group !== props.items()[i() - 1]?.group}>
                  <p class="menu-group" role="presentation">
                    {item.group}
                  </p>
                </Show>
                <button
                  type="button"
                  role={item.checked === undefined ? "menuitem" : "menuitemcheckbox"}
                  aria-checked={item.checked}
                  aria-disabled={item.disabled || undefined}
                  classList={{parted: !item.group && !!props.items()[i() - 1]?.group}}
                  tabindex={-1}
                  onClick={() => {
                    if (item.disabled) return;
                    close(true);
                    item.act();
                  }}
                >
                  <span class="menu-check" aria-hidden="true">
                    {item.checked ? "✓" : ""}
                  </span>
                  <span>{item.label}</span>
                  <Show when={item.keys}>{(keys) => <kbd>{showKeys(keys())}</kbd>}</Show>
                </button>
              </>
            )}
          </For>
        </div>
      </Show>
    </div>
  );
}
