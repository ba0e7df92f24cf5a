import {it} from "vitest";
import {openPage} from "./launch.ts";
import {openBench, toText} from "./notebookBench.ts";
it("x", async () => {
  for (const browser of ["chromium", "firefox"] as const) {
  const bench = await openBench((o) => openPage(browser, o), {}, "/tmp/ui");
  try {
    await bench.show(toText("ts\nconst a = 2;\ndisplay(a)"));
    await bench.write(1, "ab");
    await bench.frame.evaluate(() => { const w = globalThis as any; w.seen = []; for (const t of ["keydown", "keyup", "beforeinput", "input", "focusout", "focusin"]) addEventListener(t, (e: any) => w.seen.push(t + " " + (e.key ?? e.inputType ?? "") + " " + e.target.tagName + " " + e.target.className.slice?.(0, 12) + e.defaultPrevented), true); addEventListener("keydown", (e) => w.seen.push("bubbled " + e.defaultPrevented)); });
    await bench.page.press("Enter");
    await bench.page.type("cd");
    await bench.page.press("Enter");
    await bench.page.type("e(");
    console.log(browser, JSON.stringify(await bench.read(1, "code")), JSON.stringify(await bench.frame.evaluate("seen")));
  } finally { await bench.end(); }
  }
});
