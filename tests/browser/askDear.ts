// A cell whose last run took long waits to be asked before it runs again. On a busy machine that may be any cell: a reader
// would ask for it, and so does a test that waits for what follows a change.
import {say} from "../../web/say.ts";
import type {Scope, Script, WaitOptions} from "./page.ts";

/** How the note of such a cell begins. */
const [DEAR] = say("reason.dear", {time: "\n"}).split("\n");
const POLL_MS = 100;

/** Asks for all cells that wait because they are dear; how many they were. */
export function askDear(frame: Scope): Promise<number> {
  return frame.evaluate((dear: string) => {
    const notes = [...document.querySelectorAll(".cell[data-status=stale] .cell-note")].filter(
      ({textContent}) => textContent.trim().startsWith(dear)
    );
    for (const note of notes) note.querySelector<HTMLElement>(".text-button")!.click();
    return notes.length;
  }, DEAR);
}

/** Waits for something that follows a change, and asks for the dear cells on the way. */
export async function waitAsking(
  frame: Scope,
  isThere: Script<boolean>,
  {timeout = 60_000, args = []}: WaitOptions = {}
): Promise<void> {
  const deadline = Date.now() + timeout;
  while (!(await frame.evaluate(isThere, ...args))) {
    if (Date.now() > deadline)
      throw new Error(
        `waitAsking: not within ${timeout} ms: ${String(isThere)} of ${String(args)}`
      );
    await askDear(frame);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
