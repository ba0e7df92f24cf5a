// The page around a stub of the notebook: what it keeps, and what it shows of it.
import {beforeAll, expect, it} from "vitest";
import {buildStub, putNotebooks} from "../shell/stub/buildStub.ts";
import {RESULT, ask, click, clickArmed, edit, reload, textOf} from "../shell/stub/drive.ts";
import {useStub} from "../shell/stub/useStub.ts";
import {browserOrSkip} from "./launch.ts";
import {serveWithHeaders} from "./serve.ts";
import type {BrowserPage} from "./launch.ts";
import type {Site} from "./serve.ts";

const hashOf = (page: BrowserPage) => page.evaluate(() => location.hash);

/** Whether the one notebook of the database has this for its control n. */
const isKept = async (n: number) => {
  const answer = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error!);
    });
  const database = await answer(indexedDB.open("cuvette"));
  const table = database.transaction("records").objectStore("records");
  const [record] = (await answer(table.getAll())) as {controls?: {n: number}}[];
  database.close();
  return record?.controls?.n === n;
};

const TEXTS = {welcome: "# Hello\n", other: "# Other\n", changing: "# Changing\n"};

let folder = "";
beforeAll(async () => {
  folder = await buildStub("stubSession", TEXTS);
});

for (const browser of ["chromium", "firefox"] as const) {
  browserOrSkip(browser, "a session", (open) => {
    let site: Site;
    let page: BrowserPage;
    useStub({
      open,
      folder: () => folder,
      onReady: (newSite, newPage) => {
        site = newSite;
        page = newPage;
      }
    });
    const visit = async (hash = "") => {
      await page.goto(site.url + hash);
      await page.waitFor(RESULT);
      return page.frame();
    };

    it("opens the welcome notebook at the first visit, and asks no database before it is there", async () => {
      const frame = await visit();
      expect(await textOf(frame)).toBe("# Hello\n");
      expect(await hashOf(page)).toBe("");
      expect(page.consoleErrors).toEqual([]);
    });

    it("makes a copy at the first edit, which a reload opens", async () => {
      const frame = await visit("#/open/other");
      await edit(frame, "# Other\n\nmine\n");
      await page.waitFor(() => location.hash.startsWith("#/my/"));
      await page.waitFor('.saved[data-saved="saved"]');
      expect(await page.evaluate(() => document.querySelector(".saved")!.textContent)).toBe(
        "Your copy, saved in this browser"
      );
      await reload(page);
      expect(await textOf(await page.frame())).toBe("# Other\n\nmine\n");
    });

    it("keeps a text before anything runs: a tab that dies at once loses nothing", async () => {
      const frame = await visit("#/open/other");
      await edit(frame, "# Other\n\nfirst\n");
      await page.waitFor('.saved[data-saved="saved"]');
      // the frame tells of the edit, then hangs or dies with its run
      await frame.evaluate(
        "void (stub.edit('# Other\\n\\nlast\\n'), stub.host.send({type: 'running', cells: [{id: 'a', line: 3}], done: 0, total: 1, failed: 0}))"
      );
      await page.waitFor(".stop:not([hidden])");
      await reload(page);
      expect(await textOf(await page.frame())).toBe("# Other\n\nlast\n");
    });

    it("keeps over a reload what the database has not taken", async () => {
      const frame = await visit("#/open/other");
      await edit(frame, "# Other\n\nfirst\n");
      await page.waitFor('.saved[data-saved="saved"]');
      await page.evaluate(() => {
        IDBDatabase.prototype.transaction = () => {
          throw new DOMException("no room", "QuotaExceededError");
        };
      });
      await edit(frame, "# Other\n\nlast\n");
      await page.waitFor('.saved[data-saved="failed"]');
      for (let turn = 0; turn < 2; turn++) {
        // the second time from the database
        await reload(page);
        expect(await textOf(await page.frame())).toBe("# Other\n\nlast\n");
        await page.waitFor('.saved[data-saved="saved"]');
        expect(await page.evaluate(() => sessionStorage.getItem("cuvette.lastWord"))).toBe(null);
      }
    });

    it("keeps what the controls stood at over a reload, with a copy and without", async () => {
      let frame = await visit("#/open/other");
      await frame.evaluate("stub.host.send({type: 'controls', controls: {n: 7}})");
      await page.waitFor(() => (history.state as {controls?: {n: number}})?.controls?.n === 7);
      await reload(page);
      frame = await page.frame();
      expect(await frame.evaluate("stub.host.open.controls")).toEqual({n: 7});
      await edit(frame, "# Other\n\ncopy\n");
      await page.waitFor('.saved[data-saved="saved"]');
      await frame.evaluate("stub.host.send({type: 'controls', controls: {n: 8}})");
      await page.waitFor(isKept, {args: [8]});
      await reload(page);
      expect(await (await page.frame()).evaluate("stub.host.open.controls")).toEqual({n: 8});
    });

    it("never confuses the published notebook with the copy: it opens the one asked for and names the other", async () => {
      const frame = await visit("#/open/other");
      await edit(frame, "# Other\n\nmine\n");
      await page.waitFor("#strip:not([hidden])");
      expect(await stripOf(page)).toEqual([
        "This is your copy. The published notebook is unchanged.",
        "Open the published one",
        "Compare"
      ]);
      await click(page, "#strip button");
      await page.waitFor(() => location.hash === "#/open/other");
      await page.waitFor(() =>
        document.querySelector("#strip p")?.textContent.startsWith("This is the published")
      );
      expect(await textOf(await page.frame())).toBe("# Other\n");
      expect((await stripOf(page))[0]).toMatch(/You have a copy that you edited now|ago\./);
      await click(page, "#strip button");
      await page.waitFor(() => location.hash.startsWith("#/my/"));
      await page.waitFor(RESULT);
      expect(await textOf(await page.frame())).toBe("# Other\n\nmine\n");
    });

    it("says so when a newer one was published than the copy began with", async () => {
      const frame = await visit("#/open/changing");
      await edit(frame, "# Changing\n\nmine\n");
      await page.waitFor('.saved[data-saved="saved"]');
      putNotebooks(folder, {...TEXTS, changing: "# Changing\n\nnewer\n"});
      try {
        await page.goto(`${site.url}?again#/open/changing`);
        await page.waitFor("#strip:not([hidden])");
        expect((await stripOf(page))[0]).toContain("newer than the one your copy began with");
      } finally {
        putNotebooks(folder, TEXTS);
      }
    });

    it("goes back and forward between notebooks", async () => {
      await visit("#/open/other");
      await page.evaluate(() => void (location.hash = "#/open/welcome"));
      await page.waitFor(() => document.querySelector(".title")!.textContent.includes("welcome"));
      await page.evaluate(() => history.back());
      await page.waitFor(() => document.querySelector(".title")!.textContent.includes("other"));
      await page.waitFor(RESULT);
      expect(await textOf(await page.frame())).toBe("# Other\n");
    });

    it("opens a notebook safely, and runs it on a click", async () => {
      const frame = await visit("#/safe/open/other");
      expect(await frame.evaluate("stub.host.open.run")).toBe(false);
      await clickArmed(page, ".notice .button");
      await page.waitFor(RESULT);
      await (await page.frame()).waitFor('[data-run="true"]');
    });

    it("answers what cells keep, for a trusted notebook over a reload", async () => {
      let frame = await visit("#/open/other");
      await ask(frame, {type: "store", op: "set", name: "a", value: {x: 1}});
      expect(await ask(frame, {type: "store", op: "get", name: "a"})).toEqual({x: 1});
      await page.goto(`${site.url}?again#/open/other`);
      await page.waitFor(RESULT);
      frame = await page.frame();
      expect(await ask(frame, {type: "store", op: "get", name: "a"})).toEqual({x: 1});
    });
  });
}

browserOrSkip("chromium", "a session in Chromium", (open) => {
  it("stops a frame that hangs within 250 ms with every edit kept, and names cell and line", async () => {
    const site = await serveWithHeaders(folder);
    const page = await open();
    try {
      await page.goto(`${site.url}#/open/other`);
      await page.waitFor(RESULT);
      const frame = await page.frame();
      await frame.evaluate(
        `void (stub.edit("# Other\\n\\nhangs\\n"),
         stub.host.send({type: "running", cells: [{id: "loop", line: 3}], done: 0, total: 1, failed: 0}),
         setTimeout(() => { for (;;); }, 50))`
      );
      await page.waitFor(".stop:not([hidden])");
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
      const spent = await page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            const old = document.querySelector("iframe")!;
            const start = performance.now();
            new MutationObserver(() => {
              if (!old.isConnected) resolve(performance.now() - start);
            }).observe(document.body, {childList: true, subtree: true});
            document.querySelector<HTMLElement>(".stop")!.click();
          })
      );
      console.log(`Stop took ${spent.toFixed(0)} ms`);
      await page.waitFor(RESULT);
      const again = await page.frame();
      expect(await textOf(again)).toBe("# Other\n\nhangs\n");
      expect(await again.evaluate("stub.host.open.run")).toBe(false);
      expect(await page.evaluate(() => document.querySelector(".notice p")!.textContent)).toContain(
        "Stopped in cell loop at line 3."
      );
    } finally {
      await page.close();
      await site.stop();
    }
  });

  it("takes over what another tab writes, and both tabs end with the same text", async () => {
    const site = await serveWithHeaders(folder);
    const page = await open();
    try {
      await page.goto(`${site.url}#/open/other`);
      await page.waitFor(RESULT);
      const frame = await page.frame();
      await edit(frame, "# Other\n\nmine\n");
      await page.waitFor('.saved[data-saved="saved"]');
      await page.evaluate(() => {
        const other = window.open(location.href)!;
        Object.assign(globalThis, {other});
      });
      await page.waitFor(
        () =>
          (globalThis as unknown as {other: Window}).other.document.documentElement.dataset
            .status === "result"
      );
      await page.evaluate(() => {
        const {other} = globalThis as unknown as {other: typeof globalThis & {told?: string}};
        const ports = other.MessagePort.prototype;
        const post = Reflect.get(ports, "postMessage") as () => void;
        ports.postMessage = function (message: {type: string; text: string}, ...more: unknown[]) {
          if (message.type === "replace") other.told = message.text;
          Reflect.apply(post, this, [message, ...more]);
        };
        other.document.querySelector<HTMLElement>(".bar [aria-label=Keyboard]")!.click();
      });
      await frame.waitFor(() =>
        (globalThis as unknown as {stub: {text: string}}).stub.text.endsWith("mine\ntyped\n")
      );
      await edit(frame, "# Other\n\nmine\ntyped\nback\n");
      await page.waitFor(() =>
        (globalThis as unknown as {other: {told?: string}}).other.told?.endsWith("back\n")
      );
      await page.evaluate(() =>
        (globalThis as unknown as {other: Window}).other.document
          .querySelector<HTMLElement>(".bar [aria-label=Keyboard]")!
          .click()
      );
      await frame.waitFor(() =>
        (globalThis as unknown as {stub: {text: string}}).stub.text.endsWith("typed\nback\ntyped\n")
      );
    } finally {
      await page.close();
      await site.stop();
    }
  });
});

function stripOf(page: BrowserPage): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll("#strip > *")].map((part) => part.textContent)
  );
}
