import {Show, createEffect, createMemo, createSignal, on, onCleanup, type JSX} from "solid-js";
import {say} from "../../say.ts";
import {useApp} from "../app.ts";
import {CellActions} from "./CellActions.tsx";
import {CELL_TYPE} from "./cellType.ts";
import {CodeCellBody} from "./CodeCellBody.tsx";
import {describeState} from "./describeReason.ts";
import {InsertBar} from "./InsertBar.tsx";
import {ProseCellBody} from "./ProseCellBody.tsx";

/** A run that just ended well is shown this many milliseconds. */
const FRESH = 800;

/** One cell: a named region, with its state in words for those who do not see the bar beside it. */
export function CellView(props: {id: string; index: number}): JSX.Element {
  const app = useApp();
  const cell = () => app.document.cell(props.id);
  const kind = () => cell()?.kind ?? "prose";
  const report = () => (kind() === "code" ? app.signals.report(props.id) : undefined);
  const [drop, setDrop] = createSignal<"before" | "after">();
  const name = createMemo(() => {
    const found = cell();
    const what = found?.kind === "code" ? found.language : "prose";
    const title = say("cell.name", {n: props.index + 1, kind: say(`cell.${what}`)});
    return found?.kind === "code" ? `${title}, ${describeState(report())}` : title;
  });
  const editable = () => app.mode() === "edit";
  const isCurrent = () => app.current() === props.id;
  const [isPointedAt, setPointedAt] = createSignal(false);
  const fresh = createFresh(() => report()?.runs ?? 0);

  const allowDrop = (event: DragEvent & {currentTarget: HTMLElement}) => {
    if (!event.dataTransfer?.types.includes(CELL_TYPE)) return;
    event.preventDefault();
    const {top, height} = event.currentTarget.getBoundingClientRect();
    setDrop(event.clientY < top + height / 2 ? "before" : "after");
  };
  const takeDrop = (event: DragEvent) => {
    const moved = event.dataTransfer?.getData(CELL_TYPE);
    const side = drop();
    setDrop(undefined);
    if (!moved || !side || moved === props.id) return;
    event.preventDefault();
    app.move(moved, props.id, side);
  };

  return (
    <Show when={cell()}>
      <section
        id={`cell-${props.id}`}
        class="cell"
        classList={{
          current: isCurrent() && editable(),
          "drop-before": drop() === "before",
          "drop-after": drop() === "after"
        }}
        data-cell={props.id}
        data-kind={kind()}
        data-status={report()?.status}
        data-fresh={fresh() && report()?.status === "ok" ? "true" : undefined}
        data-pending={app.committed.isPending(props.id) || undefined}
        hidden={app.isHidden(props.id)}
        aria-label={name()}
        tabindex={editable() ? (app.tabStop() === props.id ? 0 : -1) : undefined}
        onFocusIn={() => app.noteFocus(props.id)}
        onPointerEnter={() => setPointedAt(true)}
        onPointerLeave={() => setPointedAt(false)}
        onDragOver={allowDrop}
        onDragLeave={() => setDrop(undefined)}
        onDrop={takeDrop}
      >
        <Show when={kind() === "code"} fallback={<ProseCellBody id={props.id} />}>
          <CodeCellBody id={props.id} />
        </Show>
        <Show when={editable() && (isCurrent() || isPointedAt())}>
          <CellActions id={props.id} />
        </Show>
      </section>
      <Show when={editable()}>
        <InsertBar after={props.id} />
      </Show>
    </Show>
  );
}

/** True for a moment after each run but the first. */
function createFresh(runs: () => number): () => boolean {
  const [fresh, setFresh] = createSignal(false);
  createEffect(
    on(createMemo(runs), (now, before) => {
      if (now === 0 || !before) return;
      setFresh(true);
      const timer = setTimeout(() => setFresh(false), FRESH);
      onCleanup(() => clearTimeout(timer));
    })
  );
  return fresh;
}
