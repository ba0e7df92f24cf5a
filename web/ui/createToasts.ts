import {createSignal, type Accessor} from "solid-js";

export interface Toast {
  text: string;
  action: {label: string; act: () => void} | undefined;
}

export interface Toasts {
  current: Accessor<Toast | undefined>;
  /** the newest sentence for screen readers, politely. */
  spoken: Accessor<string>;
  show(text: string, action?: Toast["action"]): void;
  hide(): void;
  /** Says something without showing it. */
  announce(text: string): void;
  /** Keeps the toast while it is pointed at or has the focus. */
  hold(held: boolean): void;
}

const SHOWN_MS = 8000;

/** Short news at the foot of the notebook, one at a time. */
export function createToasts(): Toasts {
  const [current, setCurrent] = createSignal<Toast>();
  const [spoken, setSpoken] = createSignal("");
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => setCurrent(undefined), SHOWN_MS);
  };
  // the same words again are news only if the text differs
  const announce = (text: string) =>
    setSpoken((before) => (before === text ? `${text}\u00a0` : text));
  return {
    current,
    spoken,
    show(text, action) {
      setCurrent({text, action});
      announce(text);
      wait();
    },
    hide() {
      clearTimeout(timer);
      setCurrent(undefined);
    },
    announce,
    hold: (held) => (held ? clearTimeout(timer) : wait())
  };
}
