// A link takes a notebook from one reader's page to another's.
import {beforeAll, expect, it} from "vitest";
import {buildStub} from "../shell/stub/buildStub.ts";
import {RESULT, click, edit, noticeOf, reload, textOf} from "../shell/stub/drive.ts";
import {useStub} from "../shell/stub/useStub.ts";
import {browserOrSkip} from "./launch.ts";
import type {BrowserPage} from "./launch.ts";
import type {Site} from "./serve.ts";

const DIGEST = "0123456789ab";

let folder = "";
beforeAll(async () => {
  folder = await buildStub("stubShare");
});

for (const browser of ["chromium", "firefox"] as const) {
  browserOrSkip(browser, "sharing", (open) => {
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
    const visit = async (address = site.url) => {
      await page.goto(address);
      await page.waitFor(RESULT);
      return page.frame();
    };
    const addressOf = () =>
      page.evaluate(() => document.querySelector<HTMLInputElement>(".panel .address")!.value);

    it("makes a link that opens the same text, controls and digests elsewhere, in a short address", async () => {
      let frame = await visit();
      await edit(frame, "# Mine\n\n½ × 2 = 1\n");
      await frame.evaluate(
        `Object.assign(stub.host.open, {controls: {n: 500, kind: "a&b"}, expected: [{name: "mean", digest: "${DIGEST}", values: [0.5, -0]}]})`
      );
      await click(page, ".share");
      await page.waitFor(".panel[data-panel=share] .length[data-level=green]");
      const link = await addressOf();
      expect(link.startsWith(`${site.url}#/n/`)).toBe(true);

      // as another reader does, who has nothing
      await page.goto("about:blank");
      frame = await visit(link);
      expect(await page.evaluate(() => location.hash)).toBe("#/n");
      const check = async () => {
        frame = await page.frame();
        expect(await textOf(frame)).toBe("# Mine\n\n½ × 2 = 1\n");
        expect(await frame.evaluate("stub.host.open.controls")).toEqual({n: 500, kind: "a&b"});
        expect(
          await frame.evaluate(
            "stub.host.open.expected.map(({values, ...rest}) => [rest, values.map(String), Object.is(values[1], -0)])"
          )
        ).toEqual([[{name: "mean", digest: DIGEST}, ["0.5", "0"], true]]);
      };
      await check();
      await reload(page);
      await check();
      await page.evaluate(() => void (location.hash = "#/open/welcome"));
      await page.waitFor(() => document.querySelector(".title")!.textContent.includes("welcome"));
      await page.evaluate(() => history.back());
      await page.waitFor(() => document.querySelector(".title")!.textContent === "Mine");
      await page.waitFor(RESULT);
      await check();
    });

    it("leaves out what the reader does not want to go along, and offers the short link", async () => {
      const frame = await visit();
      await frame.evaluate("Object.assign(stub.host.open, {controls: {n: 500}})");
      await click(page, ".share");
      await page.waitFor(".panel[data-panel=share] .address");
      expect(await addressOf()).toContain("&v=n:500");
      await click(page, "[data-carry=controls] input");
      expect(await addressOf()).not.toContain("&v=");
      expect(
        await page.evaluate(() =>
          [...document.querySelectorAll<HTMLInputElement>(".panel input.address")].map(
            ({value}) => value
          )
        )
      ).toContain(`${site.url}#/open/welcome`);
      expect(
        await page.evaluate(
          () => document.querySelector<HTMLTextAreaElement>(".panel textarea")!.value
        )
      ).toContain(`<iframe src="${site.url}#/embed/n/`);
    });

    it("warns of a long link and says what is better", async () => {
      const frame = await visit();
      // letters that do not compress
      await frame.evaluate(
        "stub.edit('# Long\\n' + Array.from(crypto.getRandomValues(new Uint8Array(9000)), (x) => x.toString(36)).join(''))"
      );
      await click(page, ".share");
      await page.waitFor(".panel .length[data-level=red]");
      expect(
        await page.evaluate(() => document.querySelector(".panel .advice")!.textContent)
      ).toMatch(/^[\d,]+ characters: .*gist/);
    });

    for (const [what, hash, words] of [
      ["a link cut off at its beginning", "#/n", "only the beginning of a link"],
      ["a damaged link", "#/n/1D.abc", "link"],
      ["a notebook that there is not", "#/open/nothing", "no built-in notebook called nothing"],
      ["a notebook of another browser", "#/my/0123456789", "no such notebook in this browser"],
      ["an address that is not https", "#/url/http://example.org/x.md", "https"]
    ] as const) {
      it(`says in a sentence why it cannot open ${what}`, async () => {
        await page.goto(site.url + hash);
        await page.waitFor('html[data-status="failed"]');
        expect(await noticeOf(page)).toContain(words);
      });
    }
  });
}
