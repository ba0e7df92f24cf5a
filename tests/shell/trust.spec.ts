import {readFileSync} from "node:fs";
import {expect, it} from "vitest";
import fc from "fast-check";
import type {Settings} from "../../web/protocol.ts";
import {createOutside} from "../../web/shell/embed/embed.ts";
import {toSnippet} from "../../web/shell/share/snippet.ts";
import {isHost} from "../../web/shell/trust/hosts.ts";
import {limitSettings} from "../../web/shell/trust/limits.ts";
import {findNamedHosts} from "../../web/shell/trust/named.ts";
import {withHosts} from "../../web/shell/trust/policy.ts";

const HTML = readFileSync(new URL("../../web/notebook.html", import.meta.url), "utf8");
const policyOf = (html: string) => /Content-Security-Policy"\s+content="([^"]*)"/.exec(html)![1];
const directive = (policy: string, name: string) =>
  new RegExp(`(?:^|; )${name} ([^;]*)`).exec(policy)?.[1];

it("lets the sandboxed document reach nobody where no host is allowed", () => {
  const policy = policyOf(withHosts(HTML, []));
  expect(directive(policy, "connect-src")).toBe("'none'");
  expect(policy.replace(/'?%(boot|handler)-hash(es)?%'?/g, "")).not.toMatch(/https?:|%|\*/);
});

it("lets it reach the allowed hosts, over https alone, and frames, forms and fonts not even there", () => {
  const policy = policyOf(withHosts(HTML, ["a.example.org", "b.org"]));
  const both = "https://a.example.org https://b.org";
  expect(directive(policy, "connect-src")).toBe(both);
  for (const name of ["script-src", "img-src", "media-src"]) {
    expect(directive(policy, name)).toMatch(new RegExp(`${both}$`));
  }
  for (const name of ["default-src", "form-action", "base-uri"]) {
    expect(directive(policy, name)).toBe("'none'");
  }
  for (const name of ["worker-src", "font-src", "style-src"]) {
    expect(directive(policy, name)).not.toContain("https");
  }
});

it("takes nothing into a policy that is not the name of a host", () => {
  expect(() => withHosts(HTML, ["a.org; script-src *"])).toThrow("invalid host");
  fc.assert(
    fc.property(fc.string(), (text) => {
      if (isHost(text)) expect(text).toMatch(/^[a-z0-9.-]+$/);
    })
  );
  fc.assert(
    fc.property(fc.domain(), (host) => {
      expect(isHost(host.toLowerCase())).toBe(true);
    })
  );
});

it("asks only about public hosts that the front matter names", () => {
  const text = `---\nnetwork: [API.example.org, localhost, 10.0.0.1, "*.org", a.org, a.org]\n---\nnetwork: [evil.org]\n`;
  expect(findNamedHosts(text)).toEqual(["api.example.org", "a.org"]);
});

it("gives a stranger half the cores and little memory, at least one thread and never more than asked for", () => {
  const settings: Settings = {
    ...{isolation: "present", numerics: "strict"},
    ...{shared: true, simd: true, workers: true}
  };
  expect(limitSettings(settings, true, 8)).toBe(settings);
  expect(limitSettings(settings, false, 8)).toMatchObject({threads: 4, memory: 2 ** 28});
  expect(limitSettings(settings, false, 1).threads).toBe(1);
  expect(limitSettings({...settings, threads: 2}, false, 8).threads).toBe(2);
  expect(limitSettings({...settings, threads: 8}, false, 8).threads).toBe(4);
});

it("tells the page around it numbers, each once", () => {
  const told: object[] = [];
  const {height, progress} = createOutside((message) => told.push(message));
  height(100);
  progress({done: 1, total: 2, failed: 0});
  height(100);
  progress({done: 1, total: 2, failed: 0, ...{text: "secret"}});
  height(101);
  expect(told).toEqual([
    {type: "cuvette", height: 100},
    {type: "cuvette", done: 1, total: 2, failed: 0},
    {type: "cuvette", height: 101}
  ]);
});

it("writes a snippet whose attributes hold whatever a title says", () => {
  const snippet = toSnippet(`https://x.org/#/n/1D.ab&v=n:5`, `"><script>alert(1)</script>`);
  expect(snippet).toContain('src="https://x.org/#/embed/n/1D.ab&amp;v=n:5"');
  expect(snippet).toContain('title="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"');
  expect(snippet.match(/<script>/g)).toHaveLength(1);
});
