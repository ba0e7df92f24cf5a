import {For, Show, createMemo, type JSX} from "solid-js";
import {say} from "../../say.ts";
import {useApp} from "../app.ts";

const ROW = 30;
const STEP = 16;

/** Which cell reads from which: cells in the order of the page, arcs from a name's cell to its readers. */
export function GraphMap(): JSX.Element {
  const app = useApp();
  const cells = createMemo(() => {
    app.signals.count();
    return app.document
      .cells()
      .filter(({kind}) => kind === "code")
      .map(({id}) => ({id, report: app.signals.peek(id)}));
  });
  const edges = createMemo(() => {
    const owner = new Map<string, number>();
    cells().forEach(({report}, i) => report?.defines.forEach((name) => owner.set(name, i)));
    return cells().flatMap(({report}, to) =>
      (report?.reads ?? [])
        .filter((name) => owner.has(name) && owner.get(name) !== to)
        .map((name) => ({name, from: owner.get(name)!, to}))
    );
  });
  const reach = () => Math.max(1, ...edges().map(({from, to}) => Math.abs(to - from)));
  const width = () => Math.min(160, 24 + STEP * Math.min(reach(), 8));
  const arc = (from: number, to: number) => {
    const [a, b] = [ROW * (from + 0.5), ROW * (to + 0.5)];
    const out = width() - 8 - Math.min(width() - 20, STEP * Math.min(Math.abs(to - from), 8));
    return `M${width()},${a}C${out},${a} ${out},${b} ${width()},${b}`;
  };
  const isNear = (edge: {from: number; to: number}) => {
    const at = cells().findIndex(({id}) => id === app.current());
    return edge.from === at || edge.to === at;
  };
  return (
    <Show when={cells().length > 0} fallback={<p class="panel-none">{say("panel.noCells")}</p>}>
      <div class="graph-map">
        <svg
          width={width()}
          height={ROW * cells().length}
          role="img"
          aria-label={say("panel.graphLabel", {cells: cells().length, edges: edges().length})}
        >
          <For each={edges()}>
            {(edge) => (
              <path
                d={arc(edge.from, edge.to)}
                class="edge"
                classList={{near: isNear(edge), back: edge.to < edge.from}}
              >
                <title>
                  {say("panel.edge", {
                    name: edge.name,
                    from: app.nameCell(cells()[edge.from].id),
                    to: app.nameCell(cells()[edge.to].id)
                  })}
                </title>
              </path>
            )}
          </For>
        </svg>
        <ol>
          <For each={cells()}>
            {({id, report}) => (
              <li data-status={report?.status} style={{height: `${ROW}px`}}>
                <button type="button" class="text-button" onClick={() => app.select(id)}>
                  {app.nameCell(id)}
                </button>
                <code>{report?.defines.join(", ")}</code>
              </li>
            )}
          </For>
        </ol>
      </div>
    </Show>
  );
}
