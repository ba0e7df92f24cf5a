// Elements that the author made: shown as they are. Plots get a text alternative, a table of their
// data and files; other pictures a name and files.
import {recallPlot} from "../../stdlib/plotMemory.ts";
import {say} from "../../say.ts";
import {toBytes, toStem} from "./context.ts";
import type {InspectContext} from "./context.ts";
import {describeMemory} from "./describePlot.ts";
import {drawFrame} from "./drawFrame.ts";
import {drawSortable} from "./drawTable.ts";
import {fold, freshId, h} from "../../stdlib/element.ts";
import {formatCount} from "./formatNumber.ts";
import {canvasFile, drawSvg, toPng} from "./pngFile.ts";
import {plotTables} from "./plotTables.ts";
import type {PlotTable} from "./plotTables.ts";
import {toSvgFile} from "./svgFile.ts";
import type {FileOffer} from "./tools.ts";
import {safely} from "./safely.ts";
import {csvFile} from "./valueFiles.ts";

export function drawNode(context: InspectContext, node: Node): HTMLElement {
  const {document} = context;
  // a document or a fragment cannot be shown twice: its children can
  const shown = node.nodeType === 9 ? document.createTextNode(node.nodeName) : node;
  const plots = node.nodeType === 1 || node.nodeType === 11 ? findPlots(node as Element) : [];
  const isPicture = node.nodeType === 1 && /^(svg|canvas|figure)$/i.test(node.nodeName);
  const folds = plots.flatMap((plot, i) =>
    drawPlotParts(context, plot, plots.length > 1 ? i + 1 : 0)
  );
  if (plots.length === 0 && isPicture) namePicture(node as Element);
  const files = listFiles(context, node, plots);
  const body = h(document, "div", {class: "node"}, shown);
  return drawFrame(
    context,
    {class: "value-node", tools: files.length > 0 ? {files} : undefined},
    body,
    ...folds
  );
}

function findPlots(root: Element | DocumentFragment): Element[] {
  const inside = Array.from(root.querySelectorAll("figure, svg"));
  const all = root.nodeType === 1 ? [root as Element, ...inside] : inside;
  return all.filter((element) => recallPlot(element) !== undefined);
}

/** Gives the plot its words, and draws the fold with its data. */
function drawPlotParts(context: InspectContext, plot: Element, number: number): HTMLElement[] {
  const {document} = context;
  const memory = recallPlot(plot)!;
  // values of any kind may be in it; whatever they are, the plot itself is shown
  const words = safely(() => describeMemory(memory));
  const text = words.ok ? words.value : say("inspect.drawing");
  const tables = tablesOf(plot);
  const picture = plot.matches("svg") ? plot : (lastSvg(plot) ?? plot);
  // a picture that is also a control keeps its own role
  if (!picture.hasAttribute("tabindex")) picture.setAttribute("role", "img");
  picture.setAttribute("aria-label", text);
  nameGroups(picture);
  if (tables.length === 0) return [];
  const note = h(document, "p", {class: "plot-words", id: freshId("plot")}, text);
  const title = number > 0 ? say("inspect.dataOfPlot", {number}) : say("inspect.dataTable");
  const content = () => [
    note,
    ...tables.flatMap((table) => drawData(context, table, tables.length > 1))
  ];
  return [fold(document, {class: "value-fold plot-data", summary: [title], content})];
}

function tablesOf(plot: Element): PlotTable[] {
  const found = safely(() => plotTables(recallPlot(plot)!));
  return found.ok ? found.value : [];
}

/** Plot names its groups without giving them a role, and authors' style sheets go by these names. */
function nameGroups(picture: Element): void {
  for (const group of picture.querySelectorAll("g[aria-label]:not([role])"))
    group.setAttribute("role", "group");
}

/** Plot puts legends before the picture, each an SVG of its own. */
function lastSvg(figure: Element): Element | undefined {
  return Array.from(figure.children).findLast((child) => child.matches("svg"));
}

const PAGE = 10;

function drawData(context: InspectContext, table: PlotTable, isOneOfMany: boolean): HTMLElement[] {
  const {document} = context;
  const label = say("inspect.rowsOf", {kind: table.kind, count: formatCount(table.length)});
  const parts = drawSortable(context, table, label, PAGE);
  return isOneOfMany ? [h(document, "p", {class: "mark-name"}, label), ...parts] : parts;
}

/** A picture without words is at least said to be one. */
function namePicture(picture: Element): void {
  const inner = picture.matches("figure") ? picture.querySelector("svg, canvas") : picture;
  if (!inner) return;
  const isNamed =
    inner.hasAttribute("aria-label") ||
    inner.hasAttribute("aria-labelledby") ||
    inner.getAttribute("aria-hidden") === "true" ||
    inner.querySelector(":scope > title") !== null;
  const isControl = inner.hasAttribute("role") || inner.hasAttribute("tabindex");
  // what is inside a control must stay reachable
  if (isControl || inner.querySelector("a, button, input, [tabindex]")) return;
  inner.setAttribute("role", "img");
  if (isNamed) return;
  const caption = picture.querySelector("figcaption")?.textContent?.trim();
  const words = Array.from(inner.querySelectorAll("text"), (text) => text.textContent?.trim());
  const written = words.filter(Boolean).slice(0, 20).join(", ");
  const key = inner.nodeName.toLowerCase() === "canvas" ? "inspect.canvas" : "inspect.drawing";
  inner.setAttribute(
    "aria-label",
    caption || (written ? say("inspect.drawingWith", {words: written}) : say(key))
  );
}

function listFiles(context: InspectContext, node: Node, plots: Element[]): FileOffer[] {
  if (node.nodeType !== 1) return [];
  const element = node as Element;
  if (element.nodeName.toLowerCase() === "canvas")
    return [canvasFile(context, element as HTMLCanvasElement)];
  const drawing = plots.length === 1 ? plots[0] : findDrawing(element);
  if (!drawing) return [];
  const tables = plots.length === 1 ? tablesOf(plots[0]) : [];
  return [
    ...pictureFiles(context, drawing),
    ...tables.map((table, i) => {
      const suffix = tables.length > 1 ? `-${table.kind.replace(/\W+/g, "-")}` : "";
      const isTwin = tables.findIndex(({kind}) => kind === table.kind) !== i;
      return csvFile(context, () => table, isTwin ? `${suffix}-${i + 1}` : suffix);
    })
  ];
}

function findDrawing(element: Element): Element | undefined {
  if (element.nodeName.toLowerCase() === "svg") return element;
  return element.nodeName.toLowerCase() === "figure" && element.querySelector("svg")
    ? element
    : undefined;
}

const SCALE = 2;

function pictureFiles(context: InspectContext, drawing: Element): FileOffer[] {
  const {document} = context;
  const stem = toStem(context);
  const png = async (scheme: "light" | undefined, background: string) => {
    const file = toSvgFile(drawing, scheme);
    const canvas = await drawSvg(document, {...file, scale: SCALE, background});
    return {name: `${stem}.png`, mime: "image/png", bytes: await toPng(canvas)};
  };
  return [
    {
      label: "SVG",
      make: () => ({
        name: `${stem}.svg`,
        mime: "image/svg+xml",
        bytes: toBytes(toSvgFile(drawing, "light").text)
      })
    },
    {label: say("inspect.pngOnWhite"), make: () => png("light", "#fff")},
    {
      label: say("inspect.pngAsShown"),
      make: () => png(undefined, getComputedStyle(document.body).backgroundColor)
    }
  ];
}

/** Pixels as a picture. */
export function drawImage(
  context: InspectContext,
  image: ImageData | ImageBitmap | Blob
): HTMLElement {
  const {document} = context;
  if (image instanceof Blob) {
    const url = URL.createObjectURL(image);
    const picture = h(document, "img", {src: url, alt: context.name ?? say("inspect.image")});
    const free = () => URL.revokeObjectURL(url);
    picture.addEventListener("load", free);
    picture.addEventListener("error", free);
    return drawFrame(context, {class: "value-node"}, picture);
  }
  const {width, height} = image;
  const canvas = h(document, "canvas", {width, height, role: "img"});
  canvas.setAttribute("aria-label", say("inspect.pixels", {width, height}));
  const drawing = canvas.getContext("2d");
  if ("data" in image) drawing?.putImageData(image, 0, 0);
  else drawing?.drawImage(image, 0, 0);
  const type = [`${width} × ${height}`];
  return drawFrame(
    context,
    {class: "value-node", type, tools: {files: [canvasFile(context, canvas)]}},
    canvas
  );
}
