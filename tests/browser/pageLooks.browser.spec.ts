import {chromium} from "playwright";
import {afterAll, beforeAll, expect, it} from "vitest";
import {findBrowser} from "../../.tools/browsers.mjs";
import {browserOrSkip} from "./launch.ts";
import {serveWithHeaders} from "./serve.ts";
import type {Site} from "./serve.ts";

const RESULT = 'html[data-status="result"]';

/** Every text whose contrast with what is behind it is below 4.5 (WCAG 2.2, 1.4.3), as "ratio text". */
function findFaintTexts(): string[] {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", {willReadFrequently: true})!;
  const toRgba = (colour: string) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const blend = (over: number[], under: number[]) =>
    [0, 1, 2].map((i) => (over[i] * over[3] + under[i] * (255 - over[3])) / 255).concat(255);
  const backgroundOf = (element: Element): number[] => {
    const own = toRgba(getComputedStyle(element).backgroundColor);
    if (own[3] === 255) return own;
    return blend(
      own,
      element.parentElement ? backgroundOf(element.parentElement) : [255, 255, 255, 255]
    );
  };
  const luminance = (rgba: number[]) => {
    const [r, g, b] = rgba.map((c) =>
      c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4
    );
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const faint: string[] = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const element = node.parentElement!;
    if (
      !node.textContent!.trim() ||
      element.closest("script, style, :disabled") ||
      !element.getClientRects().length
    )
      continue;
    const style = getComputedStyle(element);
    const behind = backgroundOf(element);
    const ink = blend(toRgba(element.closest("svg") ? style.fill : style.color), behind);
    const [dark, light] = [luminance(ink), luminance(behind)].sort((a, b) => a - b);
    const ratio = (light + 0.05) / (dark + 0.05);
    if (ratio < 4.5) faint.push(`${ratio.toFixed(2)} ${node.textContent!.trim().slice(0, 40)}`);
  }
  return faint;
}

browserOrSkip("chromium", "the page's looks", (open) => {
  let site: Site;
  beforeAll(async () => {
    site = await serveWithHeaders();
  });
  afterAll(() => site?.stop());

  for (const colorScheme of ["light", "dark"] as const) {
    it(`has enough contrast in ${colorScheme} colours`, async () => {
      // without WebGPU, so that advice is shown too
      const page = await open({colorScheme, webgpu: false});
      try {
        await page.goto(site.url);
        await page.waitFor(RESULT);
        const frame = await page.frame();
        await frame.evaluate(() =>
          document.querySelector<HTMLElement>("[data-devices] .primary")!.click()
        );
        await frame.waitFor('[data-devices="done"]');
        // colours and dimming change gradually
        await frame.evaluate(() =>
          Promise.all(document.getAnimations().map(({finished}) => finished)).then(() => 0)
        );
        expect(await frame.evaluate(findFaintTexts)).toEqual([]);
      } finally {
        await page.close();
      }
    });
  }

  it("can be used by keyboard alone, with the focus in sight", async () => {
    const page = await open();
    try {
      await page.goto(site.url);
      await page.waitFor(RESULT);
      const frame = await page.frame();
      const reachable = await frame.evaluate(() => {
        const names: string[] = [];
        const elements = document.querySelectorAll<HTMLElement>("a[href], button, input, select");
        for (const element of elements) {
          element.focus({focusVisible: true});
          // a radio button shows its focus on its label's text
          const shown = element.matches("[type=radio]") ? element.nextElementSibling! : element;
          const seen = getComputedStyle(shown).outlineStyle !== "none";
          if (document.activeElement !== element || !seen)
            names.push(element.outerHTML.slice(0, 60));
        }
        return {names, count: elements.length};
      });
      expect(reachable.names).toEqual([]);
      expect(reachable.count).toBeGreaterThan(10);
      const unnamed = await frame.evaluate(() =>
        [...document.querySelectorAll<HTMLInputElement>("input, select")]
          .filter(({labels}) => !labels?.[0]?.textContent.trim())
          .map(({name}) => name)
      );
      expect(unnamed).toEqual([]);
    } finally {
      await page.close();
    }
  });

  it("stays still for readers who asked for less motion", async () => {
    const {path} = await findBrowser("chromium");
    const browser = await chromium.launch({executablePath: path, args: ["--no-sandbox"]});
    try {
      const page = await browser.newPage({reducedMotion: "reduce"});
      await page.goto(site.url);
      await page.waitForSelector(RESULT, {state: "attached"});
      const moving = await page.frames()[1].evaluate(() =>
        [...document.querySelectorAll("*")]
          .filter((element) => {
            const {transitionDuration, transitionProperty, animationName} =
              getComputedStyle(element);
            const changes = transitionProperty !== "none" && transitionDuration !== "0s";
            return changes || animationName !== "none";
          })
          .map(({className}) => String(className))
      );
      expect(moving).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});
