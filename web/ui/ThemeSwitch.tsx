import {createSignal, For, type JSX} from "solid-js";
import {THEMES, type Theme} from "../protocol.ts";
import {useHost} from "./hostContext.tsx";

const LABELS: Record<Theme, string> = {auto: "Auto", light: "Light", dark: "Dark"};

export function ThemeSwitch(): JSX.Element {
  const host = useHost();
  const [theme, setTheme] = createSignal(host.theme);
  const choose = (chosen: Theme) => {
    setTheme(chosen);
    document.documentElement.dataset.theme = chosen;
    host.send({type: "theme", theme: chosen});
  };
  return (
    <fieldset class="segments">
      <legend class="unseen">Colours</legend>
      <For each={THEMES}>
        {(name) => (
          <label>
            <input
              type="radio"
              name="theme"
              value={name}
              checked={theme() === name}
              onChange={() => choose(name)}
            />
            <span>{LABELS[name]}</span>
          </label>
        )}
      </For>
    </fieldset>
  );
}
