import {
  createEffect,
  createResource,
  createSignal,
  onCleanup,
  onMount,
  Show,
  type JSX
} from "solid-js";
import type {PlotParts} from "./plotParts.ts";
import {Problem} from "./Problem.tsx";

/** Draws with Observable Plot, which is loaded when first needed, at the width it is given. */
export function PlotFigure(props: {
  /** what the picture shows, in words. */
  label: string;
  height: number;
  class?: string;
  draw: (parts: PlotParts, width: number) => SVGElement | HTMLElement;
  onDrawn?: () => void;
}): JSX.Element {
  const [parts, {refetch}] = createResource(() => import("./plotParts.ts"));
  const [width, setWidth] = createSignal(0);
  let box!: HTMLDivElement;
  onMount(() => {
    const observer = new ResizeObserver(() => setWidth(Math.floor(box.clientWidth)));
    observer.observe(box);
    onCleanup(() => observer.disconnect());
  });
  createEffect(() => {
    const loaded = parts.error ? undefined : parts();
    if (!loaded || width() === 0) return;
    box.replaceChildren(props.draw(loaded, width()));
    props.onDrawn?.();
  });
  return (
    <div class={`plot ${props.class ?? ""}`}>
      <div ref={box} role="img" aria-label={props.label} style={{height: `${props.height}px`}} />
      <Show when={parts.error as Error | undefined}>
        {(error) => (
          <Problem
            what="The plot could not be loaded"
            error={error()}
            retry={() => void refetch()}
          />
        )}
      </Show>
    </div>
  );
}
