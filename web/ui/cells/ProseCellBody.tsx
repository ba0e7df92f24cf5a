import {Show, createEffect, createMemo, onCleanup, onMount, type JSX} from "solid-js";
import {render} from "solid-js/web";
import {drawProse} from "../../document/drawProse.ts";
import {say} from "../../say.ts";
import {useApp, type App} from "../app.ts";
import {loadMaths} from "../loadMaths.ts";
import {showAttachments} from "./showAttachments.ts";
import {toInlineId} from "../notebook/createCells.ts";
import {drawOutput} from "./drawOutput.ts";

/** Text with its inline results; its source opens below while it is edited. */
export function ProseCellBody(props: {id: string}): JSX.Element {
  const app = useApp();
  const source = () => app.document.cell(props.id)?.source ?? "";
  const prose = createMemo(() => app.committed.prose(props.id));
  const editing = () => app.editing() === props.id;
  const isEmpty = () => source().trim() === "";
  let shown!: HTMLDivElement;

  createEffect(() => {
    const drawn = prose();
    if (!drawn) return;
    shown.replaceChildren(drawProse(drawn.nodes, document));
    if (drawn.tex) void loadMaths(app.host, shown);
    void showAttachments(shown, app);
    decorateHeading();
    drawn.inline.forEach((_, n) => {
      const place = shown.querySelector(`[data-inline="${n}"]`);
      if (!place) return;
      const end = render(() => <Inline id={toInlineId(props.id, n)} app={app} />, place);
      onCleanup(end);
    });
  });

  /** The last heading of a cell folds the cells of its section; a title does not. */
  function decorateHeading(): void {
    const heading = [...shown.querySelectorAll("h1, h2, h3, h4")].at(-1);
    if (!heading || heading.tagName === "H1") return;
    const title = heading.textContent;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "fold";
    button.addEventListener("click", () => app.toggleFold(props.id));
    createEffect(() => {
      const folded = app.isFolded(props.id);
      button.setAttribute("aria-expanded", String(!folded));
      button.setAttribute("aria-label", say(folded ? "cell.unfold" : "cell.fold", {title}));
    });
    heading.prepend(button);
  }

  const follow = (event: MouseEvent) => {
    const link = (event.target as Element).closest("a[href]");
    if (!link) return;
    event.preventDefault();
    app.follow(link.getAttribute("href") ?? "");
  };
  const open = (event: MouseEvent) => {
    if (app.mode() === "edit" && !(event.target as Element).closest("a, button, .inline"))
      app.edit(props.id);
  };

  return (
    <>
      <div
        ref={shown}
        class="cell-prose prose-text"
        classList={{empty: isEmpty() && app.mode() === "edit"}}
        data-empty={say("cell.emptyProse")}
        onClick={follow}
        onDblClick={open}
      />
      <Show when={editing()}>
        <ProseSource id={props.id} source={source()} />
      </Show>
    </>
  );
}

function ProseSource(props: {id: string; source: string}): JSX.Element {
  const app = useApp();
  let box!: HTMLDivElement;
  onMount(() => app.mountEditor(props.id, box));
  onCleanup(() => app.unmountEditor(props.id));
  return (
    <div class="cell-code" data-language="md">
      <div ref={box} class="code-box">
        <pre class="code">{props.source}</pre>
      </div>
    </div>
  );
}

function Inline(props: {id: string; app: App}): JSX.Element {
  const report = () => props.app.signals.report(props.id);
  const last = () => props.app.signals.outputs(props.id).at(-1);
  const text = (value: unknown) =>
    value instanceof Node
      ? value
      : typeof value === "object" && value !== null
        ? drawOutput(value, props.app)
        : String(value);
  return (
    <span class="inline" data-status={report()?.status}>
      <Show
        keyed
        when={report()?.status === "error" || report()?.status === "blocked" ? undefined : last()}
        fallback={
          <Show when={report()?.error} fallback="…">
            {(error) => <span class="inline-error">{error().message}</span>}
          </Show>
        }
      >
        {(output) => text(output.value)}
      </Show>
    </span>
  );
}
