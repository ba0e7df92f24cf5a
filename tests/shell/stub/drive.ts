// What the tests of the page around a stub do with both.
import type {BrowserPage, Scope} from "../../browser/launch.ts";

export const RESULT = 'html[data-status="result"]';

/** The stub's frame with this text as its notebook's. */
export function edit(frame: Scope, text: string): Promise<void> {
  return frame.evaluate(`stub.edit(${JSON.stringify(text)})`);
}

/** A message of the frame's to the page. */
export function tell(frame: Scope, message: object): Promise<void> {
  return frame.evaluate(`stub.host.send(${JSON.stringify(message)})`);
}

export function textOf(frame: Scope): Promise<string> {
  return frame.evaluate("stub.text");
}

export function click(page: BrowserPage, selector: string): Promise<void> {
  return page.evaluate(
    (target: string) => document.querySelector<HTMLElement>(target)!.click(),
    selector
  );
}

/** Clicks in a notice or panel, which can be done only a moment after it has opened. */
export async function clickArmed(page: BrowserPage, selector: string): Promise<void> {
  await page.waitFor(
    (target: string) => {
      const found = document.querySelector<HTMLElement>(target);
      return found !== null && !found.closest("[inert]") && !found.closest("[hidden]");
    },
    {args: [selector]}
  );
  await click(page, selector);
}

/** Sends the page a question and waits for its answer. */
export function ask(frame: Scope, question: object): Promise<unknown> {
  return frame.evaluate(
    `(async () => {
      const n = stub.heard.length + 1000;
      stub.host.send({...${JSON.stringify(question)}, n});
      for (;;) {
        const found = stub.heard.find((message) => message.type === "answer" && message.n === n);
        if (found) return found.error ?? found.value ?? null;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    })()`
  );
}

export function noticeOf(page: BrowserPage): Promise<string> {
  return page.evaluate(() => document.querySelector(".notice p")?.textContent ?? "");
}

export function pause(page: BrowserPage, ms: number): Promise<void> {
  return page.evaluate((time: number) => new Promise((resolve) => setTimeout(resolve, time)), ms);
}

/** The page again from its address, as by the reload button; resolves when its notebook is there. */
export async function reload(page: BrowserPage): Promise<void> {
  await page.evaluate(() => {
    document.documentElement.dataset.status = "leaving";
    location.reload();
  });
  await page.waitFor(RESULT);
}
