// What a stranger's notebook may do, and that nothing but a click in the page lets it do more.
import {beforeAll, expect, it} from "vitest";
import {printHash} from "../../web/document/link.ts";
import {packText} from "../../web/document/linkText.ts";
import {buildStub} from "../shell/stub/buildStub.ts";
import {
  RESULT,
  ask,
  click,
  clickArmed,
  edit,
  noticeOf,
  pause,
  reload,
  tell,
  textOf
} from "../shell/stub/drive.ts";
import {useStub} from "../shell/stub/useStub.ts";
import {browserOrSkip} from "./launch.ts";
import type {BrowserPage, Scope} from "./launch.ts";
import type {Site} from "./serve.ts";

const TEXT = `---
title: <img src=x onerror=alert(1)>
network: [api.example.org, localhost, "evil.example; script-src *"]
---

# Strange
`;
const LINK = printHash({kind: "text", payload: packText(TEXT)});

let folder = "";
beforeAll(async () => {
  folder = await buildStub("stubSafety");
});

for (const browser of ["chromium", "firefox"] as const) {
  browserOrSkip(browser, "a stranger's notebook", (open) => {
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
    const visit = async (hash = LINK): Promise<Scope> => {
      await page.goto(site.url + hash);
      await page.waitFor(RESULT);
      return page.frame();
    };

    it("gets half the cores and little memory until it is adopted, and then all", async () => {
      let frame = await visit();
      const cores = await page.evaluate(() => navigator.hardwareConcurrency);
      const settingsOf = (scope: Scope) =>
        scope.evaluate<{threads?: number; memory?: number}>("stub.host.settings");
      expect(await settingsOf(frame)).toMatchObject({
        threads: Math.max(1, Math.floor(cores / 2)),
        memory: 256 * 1024 * 1024
      });
      await edit(frame, `${TEXT}\nmine\n`);
      await click(page, ".trust");
      await clickArmed(page, ".panel .primary");
      await page.waitFor(() => document.querySelector<HTMLElement>(".trust")!.hidden);
      await page.waitFor(RESULT);
      frame = await page.frame();
      const settings = await settingsOf(frame);
      expect([settings.threads, settings.memory]).toEqual([undefined, undefined]);
      expect(await textOf(frame)).toBe(`${TEXT}\nmine\n`);
      await reload(page);
      expect((await settingsOf(await page.frame())).memory).toBeUndefined();
    });

    it("keeps nothing over a reload until it is adopted, and then what it had", async () => {
      let frame = await visit();
      const get = {type: "store", op: "get", name: "a"};
      await ask(frame, {type: "store", op: "set", name: "a", value: 1});
      expect(await ask(frame, get)).toBe(1);
      await reload(page);
      frame = await page.frame();
      expect(await ask(frame, get)).toBeNull();
      await ask(frame, {type: "store", op: "set", name: "a", value: 2});
      await click(page, ".trust");
      await clickArmed(page, ".panel .primary");
      await page.waitFor(() => document.querySelector<HTMLElement>(".trust")!.hidden);
      await page.waitFor(RESULT);
      await reload(page);
      expect(await ask(await page.frame(), get)).toBe(2);
    });

    it("reaches only hosts that its front matter names and a click allows, with every edit kept", async () => {
      let frame = await visit();
      const isBlocked = (scope: Scope) =>
        scope.evaluate<boolean>(
          `new Promise((resolve) => {
            addEventListener("securitypolicyviolation", () => resolve(true), {once: true});
            fetch("https://api.example.org/").catch(() => setTimeout(() => resolve(false), 300));
          })`
        );
      expect(await isBlocked(frame)).toBe(true);
      await edit(frame, `${TEXT}\nmine\n`);
      await tell(frame, {type: "hosts", hosts: ["api.example.org", "other.example.net"]});
      await page.waitFor(".notice:not([hidden])");
      expect(await noticeOf(page)).toBe("This notebook would like to reach api.example.org.");
      expect(await isBlocked(frame)).toBe(true);
      await clickArmed(page, ".notice .primary");
      await page.waitFor(".panel .hosts");
      expect(
        await page.evaluate(() =>
          [...document.querySelectorAll<HTMLElement>(".hosts li")].map((row) => row.dataset.host)
        )
      ).toEqual(["api.example.org"]);
      await clickArmed(page, ".panel .hosts button");
      await page.waitFor(() => document.querySelector(".trust")!.textContent.includes("reaches"));
      await page.waitFor(RESULT);
      frame = await page.frame();
      expect(await textOf(frame)).toBe(`${TEXT}\nmine\n`);
      expect(await isBlocked(frame)).toBe(false);
      expect(await frame.evaluate("stub.host.open.hosts")).toEqual(["api.example.org"]);
    });

    it("is not asked about for hosts that its front matter does not name", async () => {
      const frame = await visit();
      await tell(frame, {type: "hosts", hosts: ["other.example.net"]});
      await pause(page, 500);
      expect(
        await page.evaluate(() => document.querySelector<HTMLElement>(".notice")!.hidden)
      ).toBe(true);
    });

    it("cannot open a panel under a finger about to fall", async () => {
      const frame = await visit();
      // seen in the moment it opens: a slow machine's next question comes when it may be pressed again
      await page.evaluate(() => {
        const panel = document.querySelector<HTMLElement>(".panel")!;
        new MutationObserver(() => {
          if (panel.hidden) return;
          panel.dataset.opened ??= `${panel.inert} ${panel.contains(document.activeElement)}`;
        }).observe(panel, {attributes: true, attributeFilter: ["hidden"]});
      });
      await tell(frame, {type: "command", name: "details"});
      await page.waitFor(".panel[data-opened]");
      expect(
        await page.evaluate(() => document.querySelector<HTMLElement>(".panel")!.dataset.opened)
      ).toBe("true false");
      await page.waitFor(".panel:not([inert])");
    });

    it("is plain text to the page, whatever its title says", async () => {
      await visit();
      expect(
        await page.evaluate(() => [
          document.querySelector(".title")!.textContent,
          document.querySelectorAll("img").length,
          document.title
        ])
      ).toEqual(["<img src=x onerror=alert(1)>", 0, "<img src=x onerror=alert(1)> · Cuvette"]);
    });

    it("is not believed when it forges messages", async () => {
      const frame = await visit();
      await frame.evaluate(() => {
        parent.postMessage("cuvette: hello", "*");
        for (const type of ["start", "status", "adopt", "allow", "replace", "answer"]) {
          parent.postMessage({type, status: "failed", hosts: ["evil.example"]}, "*");
        }
      });
      for (const message of [
        {type: "adopt"},
        {type: "allow", hosts: ["api.example.org"]},
        {type: "command", name: "adopt"},
        {type: "status", status: "<b>", detail: ""},
        {type: "need", path: "../../etc/passwd"},
        {type: "need", path: "sw.js"},
        {type: "hosts", hosts: ["*"]}
      ]) {
        await tell(frame, message);
      }
      await pause(page, 500);
      expect(await page.evaluate(() => document.documentElement.dataset.status)).toBe("result");
      expect(await page.evaluate(() => document.querySelector(".trust")!.textContent)).toBe(
        "From a link · half the cores · no network"
      );
      expect(await page.evaluate(() => document.querySelectorAll("iframe").length)).toBe(1);
    });

    it("does not run again by itself after a crash, and runs on a click", async () => {
      await visit();
      await page.evaluate(() => {
        // what a tab that went down while a cell ran leaves behind
        addEventListener("pagehide", () => sessionStorage.setItem("cuvette.running", "1"));
      });
      await reload(page);
      const frame = await page.frame();
      expect(await frame.evaluate("stub.host.open.run")).toBe(false);
      expect(await noticeOf(page)).toContain("closed while a cell was running");
      await clickArmed(page, ".notice .primary");
      await page.waitFor(RESULT);
      await (await page.frame()).waitFor('[data-run="true"]');
      await reload(page);
      expect(await (await page.frame()).evaluate("stub.host.open.run")).toBe(true);
    });
  });
}
