import {afterAll, beforeAll, expect, it} from "vitest";
import {FIRST_DIGEST} from "../../web/ui/drop.ts";
import {browserOrSkip} from "./launch.ts";
import {serveWithHeaders} from "./serve.ts";
import type {BrowserPage, Scope} from "./launch.ts";
import type {Site} from "./serve.ts";

const RESULT = 'html[data-status="result"]';

for (const browser of ["chromium", "firefox", "webkit"] as const) {
  browserOrSkip(browser, "the page on a host that sends headers", (open) => {
    let page: BrowserPage;
    let frame: Scope;
    let site: Site;
    beforeAll(async () => {
      site = await serveWithHeaders();
      page = await open({width: 1280, height: 900});
      await page.goto(site.url);
      await page.waitFor(RESULT);
      frame = await page.frame();
    });
    afterAll(async () => {
      await page?.close();
      await site?.stop();
    });

    it("isolates the notebook, which has no origin and no storage", async () => {
      expect(await frame.evaluate(() => crossOriginIsolated)).toBe(true);
      expect(await frame.evaluate("origin")).toBe("null");
      const storage = await frame.evaluate(() => {
        try {
          return String(localStorage.length);
        } catch (error) {
          return (error as Error).name;
        }
      });
      expect(storage).toBe("SecurityError");
      const shared = await frame.evaluate(
        () => document.querySelector<HTMLElement>('[data-offer="Shared memory"]')!.dataset.present
      );
      // WebKitGTK runs data: workers there, which cannot share
      expect(shared).toBe(String(browser !== "webkit"));
    });

    it("computes the first result with the bits recorded in Node, and says so", async () => {
      expect(await digestOf(frame)).toBe(FIRST_DIGEST);
      expect(
        await frame.evaluate(() => document.querySelector<HTMLElement>(".bits")!.dataset.reproduced)
      ).toBe("true");
      expect(await page.evaluate(() => document.documentElement.dataset.detail)).toBe(FIRST_DIGEST);
    });

    it("draws it, and says in words what the picture shows", async () => {
      const labels = await frame.evaluate(() =>
        [...document.querySelectorAll(".plot [role=img]")].map((plot) => [
          plot.querySelectorAll("svg path, svg rect").length > 40,
          plot.getAttribute("aria-label")
        ])
      );
      expect(labels).toHaveLength(2);
      for (const [drawn, label] of labels) {
        expect(drawn).toBe(true);
        expect(label).toMatch(/20,000 molecules are centred at 2\.\d+ mm \(theory 2\.400\)/);
      }
    });

    it("computes and draws anew when a slider moves", async () => {
      const before = await pathsOf(frame);
      await moveSlider(frame, "diffusion", 0.8);
      await frame.waitFor(
        (old: string) => document.querySelector<HTMLElement>(".drop")!.dataset.digest !== old,
        {
          args: [FIRST_DIGEST]
        }
      );
      expect(await pathsOf(frame)).not.toBe(before);
      await moveSlider(frame, "diffusion", 0.3);
      await frame.waitFor(
        (old: string) => document.querySelector<HTMLElement>(".drop")!.dataset.digest === old,
        {
          args: [FIRST_DIGEST]
        }
      );
      expect(await pathsOf(frame)).toBe(before);
    });

    it("compares the devices, and the reference agrees with WebAssembly to the last bit", async () => {
      await frame.evaluate(() =>
        document.querySelector<HTMLElement>("[data-devices] .primary")!.click()
      );
      await frame.waitFor('[data-devices="done"]');
      const rows = await frame.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>("tr[data-device]")].map((row) => [
          row.dataset.device,
          row.innerText
        ])
      );
      expect(rows.map(([device]) => device)).toEqual(["reference", "wasm", "gpu"]);
      expect(rows[0][1]).toMatch(/1\.0×\s+[0-9a-f]{12}/);
      expect(rows[1][1]).toMatch(/ms[^]*×\s+the same bits/);
      expect(rows[2][1]).toMatch(
        browser === "chromium" ? /not reproducible, within \de−\d/ : /not here: /
      );
    });

    it("stops a comparison on a click and keeps the last one", async () => {
      const before = await frame.evaluate(
        () => document.querySelector<HTMLElement>(".devices")!.innerText
      );
      await frame.evaluate(() => {
        const size = document.querySelector<HTMLSelectElement>("select[name=size]")!;
        size.value = "1048576";
        size.dispatchEvent(new Event("change", {bubbles: true}));
        document.querySelector<HTMLElement>("[data-devices] .primary")!.click();
      });
      await frame.waitFor('[data-devices="running"]');
      await frame.evaluate(() =>
        document.querySelector<HTMLElement>("[data-devices] .button")!.click()
      );
      await frame.waitFor('[data-devices="done"]');
      const after = await frame.evaluate(() => [
        document.querySelector<HTMLElement>(".devices")!.innerText,
        document.querySelectorAll(".problem").length
      ]);
      expect(after).toEqual([before, 0]);
    });

    it("opens links and saves files only by a click in the page", async () => {
      await frame.evaluate(() => document.querySelector<HTMLElement>(".bits a")!.click());
      await page.waitFor(".notice:not([hidden]) a");
      expect(
        await page.evaluate(() => document.querySelector<HTMLAnchorElement>(".notice a")!.href)
      ).toBe("https://doi.org/10.1145/2063384.2063405");
      await frame.evaluate(() => document.querySelector<HTMLElement>(".buttons .quiet")!.click());
      await page.waitFor(() =>
        document.querySelector(".notice p")!.textContent.startsWith("Save drop.csv")
      );
      await page.evaluate(() =>
        document.querySelector<HTMLElement>(".notice button:last-child")!.click()
      );
      expect(
        await page.evaluate(() => document.querySelector<HTMLElement>(".notice")!.hidden)
      ).toBe(true);
    });

    it("keeps the chosen colours over a reload", async () => {
      await frame.evaluate(() => document.querySelector<HTMLElement>("input[value=dark]")!.click());
      await page.waitFor('html[data-theme="dark"]');
      await page.goto(site.url);
      await page.waitFor(RESULT);
      frame = await page.frame();
      const colours = await frame.evaluate(() => [
        document.documentElement.dataset.theme,
        getComputedStyle(document.body).backgroundColor,
        document.querySelector<HTMLInputElement>("input[value=dark]")!.checked
      ]);
      expect(colours).toEqual(["dark", "rgb(18, 22, 27)", true]);
    });

    it("fits a phone without scrolling sideways", async () => {
      await page.setViewport(390, 844);
      // some drivers' windows cannot be as narrow as a phone
      await frame.waitFor(() => innerWidth <= 500);
      expect(await frame.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(
        true
      );
    });

    it("has written no error to the console", () => {
      expect(page.consoleErrors).toEqual([]);
    });
  });
}

function digestOf(frame: Scope): Promise<string> {
  return frame.evaluate(() => document.querySelector<HTMLElement>(".drop")!.dataset.digest!);
}

function pathsOf(frame: Scope): Promise<string> {
  return frame.evaluate(() =>
    [...document.querySelectorAll(".drop svg path, .drop svg rect")]
      .map((part) => part.outerHTML)
      .join("")
  );
}

function moveSlider(frame: Scope, name: string, value: number): Promise<void> {
  return frame.evaluate(
    (slider: string, to: number) => {
      const input = document.querySelector<HTMLInputElement>(`input[name=${slider}]`)!;
      input.value = String(to);
      input.dispatchEvent(new Event("input", {bubbles: true}));
    },
    name,
    value
  );
}
