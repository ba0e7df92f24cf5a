import {onCleanup} from "solid-js";
import type {Host} from "../host.ts";

/** Tells the page how tall the notebook is, so that the frame around it can grow with it. */
export function reportHeight(element: HTMLElement, host: Pick<Host, "send">): void {
  let last = -1;
  const observer = new ResizeObserver(() => {
    const height = Math.ceil(element.getBoundingClientRect().height);
    if (height !== last) host.send({type: "height", height: (last = height)});
  });
  observer.observe(element);
  onCleanup(() => observer.disconnect());
}
