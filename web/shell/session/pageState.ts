// What belongs to one entry of the tab's history: it lasts over a reload and the way back, and no longer.
import {toJson} from "../json.ts";

export interface PageState {
  /** the whole address of a link that the bar no longer shows. */
  address?: string;
  /** values of controls of a notebook that the reader has no copy of. */
  controls?: Record<string, unknown>;
}

export function readPageState(): PageState {
  const {address, controls} = (history.state ?? {}) as PageState;
  return {address, controls: toJson(controls) as PageState["controls"]};
}

export function writePageState(change: PageState): void {
  try {
    history.replaceState({...readPageState(), ...change}, "");
  } catch {
    // too much for this browser: a reload will then open what the bar says
  }
}
