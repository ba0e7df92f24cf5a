import type {App} from "../app.ts";
import type {InspectContext} from "../inspect/context.ts";
import {inspect} from "../inspect/inspect.ts";

/** What the page can do for a drawn value. */
export function toInspectContext(app: App, name?: string): InspectContext {
  return {
    document,
    ...(name === undefined ? {} : {name}),
    download: (file, mime, {buffer}) =>
      app.host.send({type: "download", name: file, mime, bytes: buffer}, [buffer]),
    goTo: app.goTo
  };
}

export function drawOutput(value: unknown, app: App, name?: string): HTMLElement {
  return inspect(value, toInspectContext(app, name));
}
