import {describe, expect, it, vi} from "vitest";
import {fetchText} from "../../web/shell/session/remote.ts";
import {loadPinned, pinAddress} from "../../web/shell/session/gitFiles.ts";
import {hashText} from "../../web/shell/store/hashText.ts";

const answer = (body: BodyInit, init?: ResponseInit) =>
  vi.fn<typeof fetch>(() => Promise.resolve(new Response(body, init)));

describe("fetchText", () => {
  it("asks without credentials and referrer, and gives the text byte for byte", async () => {
    const fetch = answer("\ufeff# a\r\n½");
    expect(await fetchText("https://a.org/x.md", {fetch})).toBe("\ufeff# a\r\n½");
    expect(fetch.mock.calls[0][1]).toMatchObject({
      credentials: "omit",
      referrerPolicy: "no-referrer"
    });
  });

  it.each([
    "http://a.org/x.md",
    "ftp://a.org/x",
    "https://me:secret@a.org/x",
    "javascript:alert(1)",
    "file:///etc/passwd",
    "x.md",
    ""
  ])("asks nobody for %j", async (address) => {
    const fetch = answer("a");
    await expect(fetchText(address, {fetch})).rejects.toThrow("only https addresses");
    expect(fetch).not.toHaveBeenCalled();
  });

  it("refuses a text that is not the one linked to", async () => {
    const sha256 = hashText("the text");
    expect(await fetchText("https://a.org/", {fetch: answer("the text"), sha256})).toBe("the text");
    await expect(fetchText("https://a.org/", {fetch: answer("another"), sha256})).rejects.toThrow(
      "SHA-256 differs"
    );
  });

  it("refuses what is too large, whether the server says so or not", async () => {
    const large = "x".repeat(4 * 1024 * 1024 + 1);
    await expect(fetchText("https://a.org/", {fetch: answer(large)})).rejects.toThrow(
      "larger than 4 MB"
    );
    const headers = {"Content-Length": "99999999"};
    await expect(fetchText("https://a.org/", {fetch: answer("x", {headers})})).rejects.toThrow(
      "larger than 4 MB"
    );
  });

  it.each([
    [answer("no", {status: 404}), "a.org answered 404"],
    [answer(new Uint8Array([0xff, 0xfe])), "not UTF-8"],
    [vi.fn<typeof fetch>(() => Promise.reject(new TypeError("Failed to fetch"))), "(CORS)"],
    [vi.fn<typeof fetch>(() => Promise.reject(new DOMException("", "TimeoutError"))), "in time"]
  ])("says what went wrong %#", async (fetch, words) => {
    await expect(fetchText("https://a.org/", {fetch})).rejects.toThrow(words);
  });
});

describe("files on Git hosts", () => {
  const sha = "0123456789abcdef0123456789abcdef01234567";
  const loader = (answers: Record<string, string>) =>
    vi.fn((address: string) =>
      address in answers ? Promise.resolve(answers[address]) : Promise.reject(new Error(address))
    );
  const raw = `https://raw.githubusercontent.com/o/r/${sha}/a/b.md`;
  const file = {kind: "git", host: "github", repository: "o/r", path: "a/b.md"} as const;

  it("are loaded at once where the commit is named", async () => {
    const load = loader({[raw]: "# b"});
    const pinned = await loadPinned({...file, ref: sha}, load);
    expect(pinned).toMatchObject({text: "# b", isPinned: true});
    expect(load).toHaveBeenCalledTimes(1);
  });

  it("are asked once which commit a branch stands for, and that commit is loaded", async () => {
    const load = loader({
      "https://api.github.com/repos/o/r/commits/main": `${sha}\n`,
      [raw]: "# b"
    });
    expect(await loadPinned({...file, ref: "main"}, load)).toEqual({
      text: "# b",
      place: {...file, ref: sha},
      isPinned: false
    });
  });

  it("are refused where the host names no commit", async () => {
    const load = loader({"https://api.github.com/repos/o/r/commits/main": "<html>"});
    await expect(loadPinned({...file, ref: "main"}, load)).rejects.toThrow("no notebook there");
  });

  it("are found behind what the address bar shows", async () => {
    const load = loader({
      "https://api.github.com/repos/o/r/commits/main": sha,
      [`https://api.github.com/gists/0123456789abcdef0123`]: JSON.stringify({
        history: [{version: sha}],
        files: {"a.txt": {content: "no"}, "b.md": {content: "# gist"}}
      })
    });
    expect(await pinAddress("https://github.com/o/r/blob/main/a/b.md", load)).toEqual({
      ...file,
      ref: sha
    });
    expect(await pinAddress("https://gist.github.com/me/0123456789abcdef0123", load)).toEqual({
      kind: "gist",
      id: "0123456789abcdef0123",
      revision: sha
    });
    expect(await pinAddress("https://example.org/o/r/blob/main/b.md", load)).toBeUndefined();
    expect(await pinAddress("nonsense", load)).toBeUndefined();
  });
});
