import {createServer} from "node:http";
import type {AddressInfo} from "node:net";
import {afterAll, beforeAll, expect, it} from "vitest";
import {printHash} from "../../web/document/link.ts";
import {packText} from "../../web/document/linkText.ts";
import {browserOrSkip} from "./launch.ts";
import {serveWithHeaders} from "./serve.ts";
import type {BrowserPage, Scope} from "./launch.ts";
import type {Site} from "./serve.ts";

const RESULT = 'html[data-status="result"]';

/** A server that welcomes everyone and remembers who came. */
async function startCollector() {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(request.url ?? "");
    response.writeHead(200, {
      "Access-Control-Allow-Origin": "*",
      "Cross-Origin-Resource-Policy": "cross-origin",
      "Content-Type": "text/javascript"
    });
    response.end("");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://localhost:${(server.address() as AddressInfo).port}/`;
  const stop = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return {url, seen, stop};
}

/** Each tries to reach `url`, which ends in the way's own name. */
const WAYS_OUT: Record<string, string> = {
  fetch: "await fetch(url, {mode: 'no-cors'})",
  xhr: "const x = new XMLHttpRequest(); x.open('GET', url); x.send()",
  beacon: "navigator.sendBeacon(url, 'data')",
  image: "new Image().src = url",
  style:
    "document.head.append(Object.assign(document.createElement('style'), {textContent: `@import '${url}'; body {background: url(${url})}`}))",
  sheet:
    "document.head.append(Object.assign(document.createElement('link'), {rel: 'stylesheet', href: url}))",
  prefetch:
    "document.head.append(Object.assign(document.createElement('link'), {rel: 'prefetch', href: url}))",
  font: "await new FontFace('x', `url(${url})`).load()",
  script: "document.head.append(Object.assign(document.createElement('script'), {src: url}))",
  import: "await import(url)",
  media:
    "document.body.append(Object.assign(document.createElement('video'), {src: url, autoplay: true}))",
  iframe: "document.body.append(Object.assign(document.createElement('iframe'), {src: url}))",
  object: "document.body.append(Object.assign(document.createElement('object'), {data: url}))",
  form: "const f = Object.assign(document.createElement('form'), {action: url}); document.body.append(f); f.submit()",
  popup: "open(url)",
  anchor:
    "const a = Object.assign(document.createElement('a'), {href: url, target: '_top'}); document.body.append(a); a.click()",
  ping: "const a = Object.assign(document.createElement('a'), {href: '#', ping: url}); document.body.append(a); a.click()",
  socket: "new WebSocket(url.replace('http', 'ws'))",
  events: "new EventSource(url)",
  worker: "new Worker(URL.createObjectURL(new Blob([`fetch('${url}'); importScripts('${url}')`])))",
  top: "top.location = url",
  parent: "parent.location.replace(url)",
  opener: "open(url, 'x', 'noopener')",
  blank:
    "const a = Object.assign(document.createElement('a'), {href: url, target: '_blank'}); document.body.append(a); a.click()",
  post: "const f = Object.assign(document.createElement('form'), {action: url, method: 'post', target: '_blank'}); document.body.append(f); f.requestSubmit()",
  policy:
    "document.querySelector('meta[http-equiv=Content-Security-Policy]').content = ''; await fetch(url, {mode: 'no-cors'})",
  base: "document.head.prepend(Object.assign(document.createElement('base'), {href: url})); await fetch('x')",
  preload:
    "document.head.append(Object.assign(document.createElement('link'), {rel: 'preload', as: 'fetch', href: url}))",
  modulepreload:
    "document.head.append(Object.assign(document.createElement('link'), {rel: 'modulepreload', href: url}))",
  manifest:
    "document.head.append(Object.assign(document.createElement('link'), {rel: 'manifest', href: url}))",
  icon: "document.head.append(Object.assign(document.createElement('link'), {rel: 'icon', href: url}))",
  svg: "document.body.append(new DOMParser().parseFromString(`<svg xmlns='http://www.w3.org/2000/svg'><image href='${url}'/><use href='${url}#a'/></svg>`, 'image/svg+xml').documentElement)",
  audio: "await new Audio(url).play()",
  nested:
    "document.body.append(Object.assign(document.createElement('iframe'), {srcdoc: `<img src='${url}'><script>fetch('${url}')</script>`}))",
  handler:
    "const i = document.createElement('div'); i.setAttribute('onclick', `fetch('${url}')`); document.body.append(i); i.click()",
  inline:
    "document.body.append(Object.assign(document.createElement('script'), {textContent: `fetch('${url}')`}))",
  sharedWorker: "new SharedWorker(url)",
  serviceWorker: "await navigator.serviceWorker.register(url)",
  storage: "localStorage.a = 1; document.cookie = 'a=1'; await caches.open('a'); await fetch(url)",
  reach: "parent.document.body.append('x'); await parent.fetch(url)"
};

for (const browser of ["chromium", "firefox"] as const) {
  browserOrSkip(browser, "the sandbox", (open) => {
    let collector: Awaited<ReturnType<typeof startCollector>>;
    let page: BrowserPage;
    let frame: Scope;
    let site: Site;
    beforeAll(async () => {
      collector = await startCollector();
      site = await serveWithHeaders();
      page = await open();
      await page.goto(site.url);
      await page.waitFor(RESULT);
      frame = await page.frame();
    });
    afterAll(async () => {
      await page?.close();
      await site?.stop();
      await collector?.stop();
    });
    const waitABit = () => page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1000)));

    it("has no WebRTC, not even by way of a nested frame", async () => {
      const found = await frame.evaluate(() => {
        const names = ["RTCPeerConnection", "webkitRTCPeerConnection", "mozRTCPeerConnection"];
        const nested = document.createElement("iframe");
        nested.srcdoc = "<script>parent.gotThere = typeof RTCPeerConnection</script>";
        document.body.append(nested);
        const scopes = [window, nested.contentWindow];
        return scopes.flatMap((scope) =>
          names.filter((name) => {
            try {
              return name in scope!;
            } catch {
              return false;
            }
          })
        );
      });
      expect(found).toEqual([]);
    });

    it("lets nothing out, by none of the ways tried", async () => {
      for (const [name, code] of Object.entries(WAYS_OUT)) {
        await frame.evaluate(
          (body: string, url: string) => {
            // as a cell's code would run
            const way = Reflect.construct(Function, [
              "url",
              `return (async () => { ${body} })()`
            ]) as (to: string) => Promise<void>;
            const patience = new Promise<void>((resolve) => setTimeout(resolve, 200));
            return Promise.race([way(url).catch(() => undefined), patience]);
          },
          code,
          `${collector.url}frame-${name}`
        );
      }
      await waitABit();
      expect(collector.seen).toEqual([]);
      expect(await page.evaluate(() => location.pathname)).toBe("/");
    });

    it("does not leak by being refreshed or navigating itself", async () => {
      const refresh = (url: string) =>
        void setTimeout(() => {
          const meta = document.createElement("meta");
          meta.httpEquiv = "refresh";
          meta.content = `0; url=${url}`;
          document.head.append(meta);
        }, 10);
      await frame.evaluate(refresh, `${collector.url}frame-refresh`);
      await waitABit();
      expect(collector.seen).toEqual([]);
      await page.goto(`${site.url}?again`);
      await page.waitFor(RESULT);
      frame = await page.frame();
      const leave = (url: string) => void setTimeout(() => (location.href = url), 10);
      await frame.evaluate(leave, `${collector.url}frame-navigation`);
      await waitABit();
      expect(collector.seen).toEqual([]);
    });

    it("runs nothing that prose or a title holds, and fetches none of its pictures", async () => {
      const {url} = collector;
      const text = [
        "---",
        `title: "<script>fetch('${url}title')</script><img src=${url}title-img>"`,
        "---",
        "",
        `# <img src="${url}img" onerror="fetch('${url}onerror')">`,
        "",
        `<script>fetch("${url}script")</script>`,
        "",
        `![a picture](${url}picture) [a](javascript:fetch('${url}link')) <${url}auto>`,
        "",
        `<iframe src="${url}iframe"></iframe><svg onload="fetch('${url}svg')"></svg>`,
        "",
        `<style>@import "${url}style";</style><base href="${url}base">`,
        "",
        `<meta http-equiv=refresh content="0;${url}meta">`,
        "",
        `$\\href{${url}tex}{x}$ $\\includegraphics{${url}tex-img}$`
      ].join("\n");
      await page.goto("about:blank");
      await page.goto(site.url + printHash({kind: "text", payload: packText(text)}));
      // words alone give no result
      await page.waitFor('html[data-status="ready"], html[data-status="result"]');
      frame = await page.frame();
      await frame.waitFor("h1");
      await frame.evaluate(() =>
        document.querySelectorAll<HTMLElement>("a").forEach((link) => link.click())
      );
      await waitABit();
      expect(collector.seen).toEqual([]);
      expect(await page.evaluate(() => document.querySelector(".title")!.children.length)).toBe(0);
    });

    it("would have noticed: the same collector hears the page itself", async () => {
      await page.evaluate(async (url: string) => {
        await fetch(url, {mode: "no-cors"});
      }, `${collector.url}page`);
      expect(collector.seen).toEqual(["/page"]);
    });
  });
}

// Firefox runs the frame on the page's own thread, so there nobody could tell.
browserOrSkip("chromium", "a notebook that hangs", (open) => {
  it("is noticed, and a click brings it back without running it", async () => {
    const site = await serveWithHeaders();
    const page = await open();
    try {
      await page.goto(site.url);
      await page.waitFor(RESULT);
      const frame = await page.frame();
      await frame.evaluate(
        () =>
          void setTimeout(() => {
            for (;;);
          }, 10)
      );
      await page.waitFor('html[data-alive="false"]');
      expect(await page.evaluate(() => document.querySelector(".notice p")!.textContent)).toBe(
        "The notebook is not responding."
      );
      await page.waitFor(() => !document.querySelector<HTMLElement>(".notice")!.inert);
      await page.evaluate(() => document.querySelector<HTMLElement>(".notice button")!.click());
      await page.waitFor(() =>
        document.querySelector(".notice p")!.textContent.includes("nothing runs until you say so")
      );
      await page.waitFor('html[data-status="ready"], html[data-status="result"]');
      const again = await page.frame();
      await again.waitFor("h1");
    } finally {
      await page.close();
      await site.stop();
    }
  });
});
