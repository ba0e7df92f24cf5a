// Feeds the dataflow graph: compiles what is committed, in the order of the document.
import {createEffect, createSignal, on, onCleanup, type Accessor} from "solid-js";
import type {Cell, Prose} from "../../document/types.ts";
import type {CellInput, Graph} from "../../runtime/types.ts";
import {findStreamCells} from "../../stdlib/streamCells.ts";
import {keyOf} from "../../document/ready.ts";
import {toProgramKey, type Compiled, type Compiler} from "./compiler.ts";
import type {DocumentModel} from "./createDocument.ts";

export interface Committed {
  /** whether a cell's code differs from what last ran. */
  isPending(id: string): boolean;
  /** Takes over a cell's code as it is now. */
  commit(id: string): void;
  /** Calls back when the graph has the cells as they are now. */
  whenFed(then: () => void): void;
  /** whether everything has been handed to the graph at least once. */
  isLoaded: Accessor<boolean>;
  /** a prose cell as drawn, once it is. */
  prose(id: string): Prose | undefined;
}

/** The graph's name for an inline expression of a prose cell. */
export function toInlineId(cell: string, index: number): string {
  return `${cell}/${index}`;
}

export function createCells(document: DocumentModel, compiler: Compiler, graph: Graph): Committed {
  const [sources, setSources] = createSignal<ReadonlyMap<string, string>>(new Map());
  const [proses, setProses] = createSignal<ReadonlyMap<string, Prose>>(new Map());
  const [isLoaded, setLoaded] = createSignal(false);
  let turn = 0;
  let fed = 0;
  const waiting: (() => void)[] = [];
  onCleanup(() => turn++);

  const committedSource = (cell: Cell) => sources().get(cell.id) ?? cell.source;

  createEffect(
    on([document.cells, sources], ([list]) => {
      const mine = ++turn;
      // a new cell is committed as it stands; the reader commits its later edits
      const known = sources();
      const added = list.filter(({id, kind}) => kind === "code" && !known.has(id));
      if (added.length)
        setSources(new Map([...known, ...added.map(({id, source}) => [id, source] as const)]));
      else feed(list, mine);
    })
  );

  function feed(list: readonly Cell[], mine: number): void {
    const parts = list.map((cell) =>
      cell.kind === "prose" ? compiler.prose(cell.source) : toInput(cell)
    );
    const finish = (made: (Prose | CellInput)[]) => {
      if (mine !== turn) return;
      const drawn = new Map<string, Prose>();
      const inline: (CellInput | Promise<CellInput>)[] = [];
      made.forEach((part, i) => {
        if (!("nodes" in part)) return void inline.push(part);
        drawn.set(list[i].id, part);
        part.inline.forEach(({source}, n) =>
          inline.push(toInlineInput(toInlineId(list[i].id, n), source))
        );
      });
      setProses(drawn);
      settle(inline, (inputs) => {
        if (mine !== turn) return;
        graph.setCells([...inputs, ...findStreamCells(inputs)]);
        setLoaded(true);
        fed = mine;
        for (const then of waiting.splice(0)) then();
      });
    };
    settle(parts, finish);
  }

  function toInput(cell: Extract<Cell, {kind: "code"}>): CellInput | Promise<CellInput> {
    const {id, language, options} = cell;
    const source = committedSource(cell);
    const {run, disabled, limit, name} = options;
    return settleOne(compiler.compile(language, source, name), (compiled) => ({
      id,
      key: toProgramKey(language, source, name),
      compiled,
      run,
      disabled,
      ...(limit === undefined ? {} : {limit})
    }));
  }

  function toInlineInput(id: string, source: string): CellInput | Promise<CellInput> {
    return settleOne(compiler.compile("ts", source), (compiled: Compiled) => ({
      id,
      key: keyOf("ts", source),
      compiled,
      // it has no button: if it waited for being dear, old words would stand beside new results
      run: "always",
      disabled: false
    }));
  }

  return {
    isPending(id) {
      const cell = document.cell(id);
      return cell?.kind === "code" && committedSource(cell) !== cell.source;
    },
    commit(id) {
      const cell = document.cell(id);
      if (cell?.kind === "code" && committedSource(cell) !== cell.source)
        setSources(new Map(sources()).set(id, cell.source));
    },
    whenFed(then) {
      if (fed === turn) then();
      else waiting.push(then);
    },
    isLoaded,
    prose: (id) => proses().get(id)
  };
}

/** Goes on at once when nothing has to be waited for: a shipped notebook runs without a detour. */
function settle<T>(parts: (T | Promise<T>)[], then: (parts: T[]) => void): void {
  if (parts.some((part) => part instanceof Promise)) void Promise.all(parts).then(then);
  else then(parts as T[]);
}

function settleOne<T, U>(part: T | Promise<T>, then: (part: T) => U): U | Promise<U> {
  return part instanceof Promise ? part.then(then) : then(part);
}
