// A probe that keeps every span with what it lies in, for tests of where parts of the engine place theirs.
import type {Component, Probe, Span} from "../../worker/spans.ts";

export interface Kept {
  /** the names from the outermost on, each as component:name where that is another than its parent's. */
  path: string;
  parent: Kept | undefined;
  isOpen: boolean;
}

export interface SpanTree {
  probe: Probe;
  spans: Kept[];
  /** how many spans there were of each path. */
  calls: () => Record<string, number>;
  /** paths of spans that are not ended. */
  open: () => string[];
  /** what went wrong: pieces begun in an ended one, and pieces within `alone` that ran side by side. */
  faults: string[];
}

/** `alone`: whether the pieces right within such a span must come one after the other. */
export function makeSpanTree(
  component: Component,
  alone: (path: string) => boolean = () => false
): SpanTree {
  const spans: Kept[] = [];
  const faults: string[] = [];
  const begin = (name: string, own: Component, from?: {kept: Kept; component: Component}): Span => {
    const label = own === (from?.component ?? component) ? name : `${own}:${name}`;
    const parent = from?.kept;
    const path = parent ? `${parent.path}/${label}` : label;
    if (parent && !parent.isOpen) faults.push(`${path} began in what was over`);
    const other =
      parent && alone(parent.path) && spans.find((s) => s.isOpen && s.parent === parent);
    if (other) faults.push(`${path} began while ${other.path} was open`);
    const kept: Kept = {path, parent, isOpen: true};
    spans.push(kept);
    return {
      begin: (inner, next = own) => begin(inner, next, {kept, component: own}),
      end: () => void (kept.isOpen = false)
    };
  };
  return {
    probe: {begin: (name, own = component) => begin(name, own)},
    spans,
    faults,
    calls() {
      const counts: Record<string, number> = {};
      for (const {path} of spans) counts[path] = (counts[path] ?? 0) + 1;
      return counts;
    },
    open: () => spans.filter(({isOpen}) => isOpen).map(({path}) => path)
  };
}
