// Whether the results came out as promised is said of the notebook as it was sent, and of no other.
import {afterAll, beforeAll, expect, it} from "vitest";
import {digest} from "../../worker/digest.ts";
import {browserOrSkip} from "./launch.ts";
import {openBench, type NotebookBench} from "./notebookBench.ts";

const TEXT = `---
title: Promise
expected:
  answer: ${digest(42)!.slice(0, 12)}
---

\`\`\`ts
const answer = 42;
\`\`\`

\`\`\`ts
const n = view(Inputs.range([0, 9], {label: "n", value: 3}));
\`\`\`
`;

browserOrSkip("chromium", "a promised result", (open) => {
  let bench: NotebookBench;
  beforeAll(async () => {
    bench = await openBench(open);
  });
  afterAll(() => bench?.end());

  const sees = (selector: string) => bench.frame.waitFor(selector);
  const loses = (selector: string) =>
    bench.frame.waitFor((found: string) => !document.querySelector(found), {args: [selector]});

  it("is no longer judged once the reader edits the text", async () => {
    await bench.show(TEXT);
    await sees('.reproduced[data-tone="ok"]');
    await bench.write(1, "const answer = 43;");
    await loses(".reproduced");
  });

  it("is no longer judged once the reader moves a control", async () => {
    await bench.show(TEXT);
    await sees('.reproduced[data-tone="ok"]');
    await bench.frame.evaluate(() => {
      const slider = document.querySelector<HTMLInputElement>("input[type=range]")!;
      slider.value = "7";
      slider.dispatchEvent(new Event("input", {bubbles: true}));
    });
    await loses(".reproduced");
  });

  it("of the front matter is not judged with controls that a link has set", async () => {
    await bench.show(TEXT, {controls: {n: 5}});
    await sees("input[type=range]");
    await bench.settled();
    // what would be judged is judged by then
    await bench.frame.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1500)));
    expect(await bench.frame.evaluate(() => document.querySelector(".reproduced"))).toBeNull();
  });
});
