// The notebook as files: each export is caught where the page would save it.
import {afterAll, beforeAll, expect, it} from "vitest";
import {fromFile} from "../../web/document/formats/fromFile.ts";
import {parseNotebook} from "../../web/document/parse.ts";
import {readSnapshot} from "../../web/document/snapshot.ts";
import {browserOrSkip, type BrowserPage, type Scope} from "./launch.ts";
import {serveWithHeaders, type Site} from "./serve.ts";

/** Keeps what is saved in place of saving it. */
const CATCH = `(() => {
  globalThis.saved = {};
  HTMLAnchorElement.prototype.click = function () {
    fetch(this.href).then((file) => file.text()).then((text) => (saved[this.download] = text));
  };
})()`;

browserOrSkip("chromium", "a notebook's exports", (open) => {
  let site: Site;
  let page: BrowserPage;
  let frame: Scope;
  let source = "";
  beforeAll(async () => {
    site = await serveWithHeaders();
    page = await open({width: 1280, height: 900});
    await page.goto(`${site.url}#/open/welcome`);
    await page.waitFor('html[data-status="result"]');
    frame = await page.frame();
    await frame.waitFor("#cell-plot svg");
    await frame.waitFor(() => !document.querySelector(".cell[data-status=running]"));
    await page.evaluate(CATCH);
  });
  afterAll(async () => {
    await page?.close();
    await site?.stop();
  });

  const save = async (title: string, file: string): Promise<string> => {
    await frame.evaluate((label: string) => {
      const menu = document.querySelector<HTMLElement>('.toolbar [title="More"]')!;
      menu.click();
      const items = [...document.querySelectorAll<HTMLElement>(".menu-list button")];
      items.find((item) => item.textContent.includes(label))!.click();
    }, title);
    await page.waitFor(
      (name: string) => document.querySelector(".notice")?.textContent.includes(name),
      {args: [file]}
    );
    // the notice arms itself after a moment
    await page.waitFor(() => !document.querySelector<HTMLElement>(".notice")!.inert);
    await page.evaluate(() => document.querySelector<HTMLElement>(".notice .primary")!.click());
    await page.waitFor((name: string) => name in (globalThis as {saved?: object}).saved!, {
      args: [file]
    });
    return page.evaluate((name: string) => {
      const {saved} = globalThis as unknown as {saved: Record<string, string>};
      return saved[name];
    }, file);
  };

  it("give the text itself", async () => {
    source = await save("Save as Markdown", "welcome-to-cuvette.md");
    expect(source).toMatch(/^---\ntitle: Welcome to Cuvette/);
    expect(parseNotebook(source).cells.length).toBeGreaterThan(6);
  });

  it("give an .ipynb with outputs that other programs show", async () => {
    const book = JSON.parse(await save("Export as .ipynb", "welcome-to-cuvette.ipynb")) as {
      nbformat: number;
      cells: {cell_type: string; outputs?: {data: Record<string, unknown>}[]}[];
    };
    expect(book.nbformat).toBe(4);
    const outputs = book.cells.flatMap((cell) => cell.outputs ?? []);
    expect(outputs.some(({data}) => JSON.stringify(data).includes("<svg"))).toBe(true);
    const {text} = fromFile("x.ipynb", JSON.stringify(book));
    const sources = (from: string) =>
      parseNotebook(from)
        .cells.filter(({kind}) => kind === "code")
        .map((cell) => cell.source);
    expect(sources(text)).toEqual(sources(source));
  });

  it("give a .ts in percent format", async () => {
    const text = await save("Export as .ts", "welcome-to-cuvette.ts");
    expect(text).toContain("// %%");
    expect(text).toContain("const estimate = (4 * hits) / darts;");
  });

  it("give one HTML file that shows its outputs without scripts, and holds the text", async () => {
    const html = await save("Export as one HTML file", "welcome-to-cuvette.html");
    expect(fromFile("x.html", html).text).toBe(source);
    const shown = await page.evaluate((text: string) => {
      const document = new DOMParser().parseFromString(text, "text/html");
      return {
        scripts: [...document.querySelectorAll("script")].map(({type}) => type),
        pictures: [...document.querySelectorAll("img")].map(({src, alt}) => ({src, alt})),
        words: document.body.textContent
      };
    }, html);
    expect(shown.scripts).toEqual(["text/markdown"]);
    expect(shown.pictures).toHaveLength(1);
    const [{src, alt}] = shown.pictures;
    expect(decodeURIComponent(src).match(/<circle/g)!.length).toBeGreaterThan(500);
    expect(alt).toMatch(/y from 0 to 1/);
    expect(shown.words).toContain("With 200,000 darts the estimate is 3.14360");
  });

  it("give the outputs for a sidecar", async () => {
    const {outputs} = readSnapshot(
      await save("Save the outputs beside it", "welcome-to-cuvette.outputs.json")
    );
    expect(Object.keys(outputs)).toEqual(expect.arrayContaining(["darts", "plot"]));
    expect(outputs.plot[0]["text/html"]).toContain("<svg");
  });
});
