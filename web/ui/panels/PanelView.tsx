import {Dynamic} from "solid-js/web";
import {lazy, onMount, Suspense, type Component, type JSX} from "solid-js";
import {say} from "../../say.ts";
import {useApp, type PanelName} from "../app.ts";
import {Icon} from "../Icon.tsx";
import {Contents} from "./Contents.tsx";

const PANELS: Record<PanelName, Component> = {
  contents: Contents,
  variables: lazy(() => import("./Variables.tsx").then((m) => ({default: m.Variables}))),
  graph: lazy(() => import("./GraphMap.tsx").then((m) => ({default: m.GraphMap}))),
  log: lazy(() => import("./RunLog.tsx").then((m) => ({default: m.RunLog}))),
  cost: lazy(() => import("./Costs.tsx").then((m) => ({default: m.Costs}))),
  find: lazy(() => import("./FindReplace.tsx").then((m) => ({default: m.FindReplace}))),
  machine: lazy(() => import("./Machine.tsx").then((m) => ({default: m.Machine})))
};

/** The side panel; it takes the focus when it opens, and Esc closes it. */
export function PanelView(props: {panel: PanelName}): JSX.Element {
  const app = useApp();
  const close = () => {
    app.togglePanel(props.panel);
    const current = app.current();
    if (current) app.select(current);
  };
  let panel!: HTMLElement;
  // its content may come later: keys pressed meanwhile are not the cells' any more
  onMount(() => panel.contains(document.activeElement) || panel.focus());
  return (
    <aside
      ref={panel}
      tabindex={-1}
      class="panel"
      aria-label={say(`panel.${props.panel}`)}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.preventDefault();
        close();
      }}
    >
      <header>
        <h2>{say(`panel.${props.panel}`)}</h2>
        <button type="button" class="tool" aria-label={say("panel.close")} onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      <div class="panel-body">
        <Suspense>
          <Dynamic component={PANELS[props.panel]} />
        </Suspense>
      </div>
    </aside>
  );
}
