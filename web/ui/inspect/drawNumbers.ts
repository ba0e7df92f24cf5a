// Numbers in a row: type and length, their course or their distribution, statistics, first values,
// and all of them a page at a time.
import {say} from "../../say.ts";
import type {InspectContext} from "./context.ts";
import {makeEnvelope, widen} from "./decimate.ts";
import {drawCourse, drawHistogram, HEIGHT, WIDTH} from "./drawCourse.ts";
import {drawFrame} from "./drawFrame.ts";
import {drawPager} from "./drawPager.ts";
import {fold, h, svg} from "../../stdlib/element.ts";
import {formatCount, formatNumber, formatShort} from "./formatNumber.ts";
import type {Numbers} from "./kindOf.ts";
import {countInto, makeBins, makeGatherer, toNumber, walk} from "./statistics.ts";
import type {Bins, Statistics} from "./statistics.ts";
import {csvFile, jsonFile, npyFile, numbersTable} from "./valueFiles.ts";

const COLUMNS = 320;
/** So few that reading them is quicker than reading about them. */
const FEW = 16;
const FIRST = 8;
const PAGE = 100;

export function drawNumbers(
  context: InspectContext,
  {numbers, type}: {numbers: Numbers; type: string}
): HTMLElement {
  const {document} = context;
  const {length} = numbers;
  const options = {
    class: "value-numbers",
    type: [`${type}(${formatCount(length)})`],
    tools: {
      copy: () => Array.from(numbers, formatAny).join(", "),
      files: [
        csvFile(context, () => numbersTable(numbers, context.name || "value")),
        jsonFile(context, numbers),
        npyFile(context, () => numbers)
      ]
    }
  };
  const first = drawFirst(document, numbers, length <= FEW ? length : FIRST);
  if (length <= FEW) return drawFrame(context, options, first);
  const values = fold(document, {
    class: "value-fold",
    summary: [say("inspect.values")],
    content: () => drawValues(document, numbers)
  });
  return drawFrame(context, options, ...drawSummary(document, numbers), first, values);
}

export function formatAny(x: unknown): string {
  return typeof x === "number" || typeof x === "bigint" ? formatNumber(x) : String(x);
}

function drawFirst(document: Document, numbers: Numbers, count: number): HTMLElement {
  const shown = Array.from({length: count}, (_, i) => formatAny(numbers[i]));
  const rest = numbers.length > count ? ", …" : "";
  return h(document, "div", {class: "first-values"}, `[${shown.join(", ")}${rest}]`);
}

/** The picture and the table of statistics; of a long array they fill in as they are known. */
function drawSummary(document: Document, numbers: Numbers): (HTMLElement | SVGElement)[] {
  const {length} = numbers;
  const picture = svg(document, "svg", {
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    preserveAspectRatio: "none",
    class: "course",
    // for where the style sheet does not reach: a notebook of another program
    width: WIDTH,
    height: HEIGHT,
    role: "img",
    "aria-label": say("inspect.counting")
  });
  const list = h(document, "dl", {class: "statistics"});
  drawStatistics(document, list, undefined);
  const button = h(
    document,
    "button",
    {type: "button", class: "quiet-toggle", "aria-pressed": "false", "data-transient": true},
    say("inspect.histogram")
  );
  const envelope = makeEnvelope(Math.min(length, COLUMNS));
  const gatherer = makeGatherer();
  const isWanted = whileShown(picture);
  let statistics: Statistics | undefined;
  let bins: Promise<Bins | undefined> | undefined;

  const visit = (begin: number, end: number) => {
    for (let i = begin; i < end; i++) {
      const x = toNumber(numbers[i]);
      gatherer.push(x);
      widen(envelope, i, length, x);
    }
  };
  const showCourse = () => drawCourse(picture, envelope, statistics!);
  const done = walk(length, visit, isWanted).then((isWhole) => {
    if (!isWhole) return;
    statistics = gatherer.statistics();
    drawStatistics(document, list, statistics);
    showCourse();
  });
  button.addEventListener("click", () => {
    void done.then(async () => {
      if (!statistics) return;
      const isOn = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(isOn));
      if (!isOn) return showCourse();
      bins ??= countBins(numbers, statistics, isWanted);
      const counted = await bins;
      if (counted && button.getAttribute("aria-pressed") === "true")
        drawHistogram(picture, counted);
    });
  });
  const line = h(document, "div", {class: "statistics-line"}, list, button);
  return [picture, line];
}

/** False once a node was in the document and has left it: nobody waits for the result. */
function whileShown(node: Node): () => boolean {
  let wasShown = false;
  return () => {
    if (node.isConnected) wasShown = true;
    return node.isConnected || !wasShown;
  };
}

async function countBins(
  numbers: Numbers,
  {min, max, count}: Statistics,
  isWanted: () => boolean
): Promise<Bins | undefined> {
  if (Number.isNaN(min)) return undefined;
  const bins = makeBins(min, max, count);
  const isWhole = await walk(
    numbers.length,
    (begin, end) => {
      for (let i = begin; i < end; i++) countInto(bins, toNumber(numbers[i]));
    },
    isWanted
  );
  return isWhole ? bins : undefined;
}

function drawStatistics(
  document: Document,
  list: HTMLElement,
  found: Statistics | undefined
): void {
  const entry = (name: string, value: string, isOdd = false) =>
    h(
      document,
      "div",
      {"data-odd": isOdd ? "true" : undefined},
      h(document, "dt", {}, name),
      h(document, "dd", {}, value)
    );
  const write = (key: "min" | "max" | "mean" | "sd") => (found ? formatShort(found[key], 6) : "…");
  const entries = [
    entry(say("inspect.min"), write("min")),
    entry(say("inspect.max"), write("max")),
    entry(say("inspect.mean"), write("mean")),
    entry(say("inspect.sd"), write("sd"))
  ];
  if (found?.missing) entries.push(entry("NaN", formatCount(found.missing), true));
  if (found?.infinite)
    entries.push(entry(say("inspect.infinite"), formatCount(found.infinite), true));
  list.replaceChildren(...entries);
}

/** A page of values with their indices. */
function drawValues(document: Document, numbers: Numbers): Node[] {
  const grid = h(document, "ol", {class: "value-grid"});
  const pager = drawPager(document, {
    length: numbers.length,
    size: PAGE,
    label: say("inspect.values"),
    show({begin, end}) {
      const cells = Array.from({length: end - begin}, (_, i) =>
        h(
          document,
          "li",
          {},
          h(document, "span", {class: "index"}, begin + i),
          h(document, "span", {class: "number"}, formatAny(numbers[begin + i]))
        )
      );
      grid.replaceChildren(...cells);
    }
  });
  pager.refresh();
  return [grid, pager.element];
}
