import {describe, expect, it} from "vitest";
import {
  commitLookup,
  fromPageUrl,
  gistUrl,
  isCommit,
  rawUrl,
  readGist
} from "../../web/document/gitHosts.ts";
import type {GitFile} from "../../web/document/link.ts";

const SHA = "0123456789abcdef0123456789abcdef01234567";
const github: GitFile = {host: "github", repository: "ann/lab", ref: "fix/x", path: "a b/c.md"};
const gitlab: GitFile = {host: "gitlab", repository: "g/sub/lab", ref: "main", path: "a b/c.md"};

describe("Git hosts", () => {
  it("have addresses for raw bytes", () => {
    expect(rawUrl(github)).toBe("https://raw.githubusercontent.com/ann/lab/fix/x/a%20b/c.md");
    expect(rawUrl({...github, ref: undefined})).toBe(
      "https://raw.githubusercontent.com/ann/lab/HEAD/a%20b/c.md"
    );
    expect(rawUrl(gitlab)).toBe(
      "https://gitlab.com/api/v4/projects/g%2Fsub%2Flab/repository/files/a%20b%2Fc.md/raw?ref=main"
    );
  });

  it("say which commit a branch stands for", () => {
    const lookup = commitLookup(github);
    expect(lookup.url).toBe("https://api.github.com/repos/ann/lab/commits/fix%2Fx");
    expect(lookup.headers).toEqual({Accept: "application/vnd.github.sha"});
    expect(lookup.readCommit(`${SHA}\n`)).toBe(SHA);
    expect(lookup.readCommit('{"message": "Not Found"}')).toBeUndefined();
    const other = commitLookup({...gitlab, ref: undefined});
    expect(other.url).toBe(
      "https://gitlab.com/api/v4/projects/g%2Fsub%2Flab/repository/commits/HEAD"
    );
    expect(other.readCommit(JSON.stringify({id: SHA}))).toBe(SHA);
    expect(other.readCommit("<html>")).toBeUndefined();
    expect([isCommit(SHA), isCommit("main"), isCommit(undefined), isCommit(SHA.slice(1))]).toEqual([
      true,
      false,
      false,
      false
    ]);
  });

  it("have gists", () => {
    expect(gistUrl({id: "ab12c", revision: SHA})).toBe(`https://api.github.com/gists/ab12c/${SHA}`);
    const file = {
      content: "# A",
      truncated: false,
      raw_url: "https://gist.githubusercontent.com/x"
    };
    const body = {files: {"a.txt": {content: "no"}, "n.md": file}, history: [{version: SHA}]};
    expect(readGist(JSON.stringify(body))).toEqual({
      name: "n.md",
      text: "# A",
      rawUrl: file.raw_url,
      revision: SHA
    });
    const cut = {files: {"n.md": {...file, truncated: true, raw_url: "https://evil.org/"}}};
    expect(readGist(JSON.stringify(cut))).toEqual({
      name: "n.md",
      text: undefined,
      rawUrl: undefined,
      revision: undefined
    });
    for (const odd of ["", "null", "{}", '{"files": 3}', '{"files": {"a.txt": {}}}'])
      expect(readGist(odd)).toBeUndefined();
  });

  it.each<[string, GitFile | undefined]>([
    ["https://github.com/ann/lab/blob/main/a%20b/c.md", {...github, ref: "main"}],
    [`https://raw.githubusercontent.com/ann/lab/${SHA}/c.md`, {...github, ref: SHA, path: "c.md"}],
    ["https://gitlab.com/g/sub/lab/-/blob/main/a%20b/c.md?ref_type=heads", gitlab],
    ["https://github.com/ann/lab", undefined],
    ["http://github.com/ann/lab/blob/main/c.md", undefined],
    ["https://github.com.evil.org/ann/lab/blob/main/c.md", undefined],
    ["x", undefined]
  ])("%s", (address, file) => {
    expect(fromPageUrl(address)).toEqual(file);
  });
});
