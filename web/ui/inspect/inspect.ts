// The inspector: draws any value that a cell displays. It never throws, reads no more of a value
// than it shows, and does long counting in slices.
import type {InspectContext} from "./context.ts";
import {brief} from "./brief.ts";
import {drawErrorValue} from "./drawError.ts";
import {drawFile} from "./drawFile.ts";
import {drawFrame} from "./drawFrame.ts";
import {drawMatrix} from "./drawMatrix.ts";
import {drawImage, drawNode} from "./drawNode.ts";
import {drawNumbers} from "./drawNumbers.ts";
import {drawPromise, drawRun} from "./drawPending.ts";
import type {RunLike} from "./drawPending.ts";
import {drawTable} from "./drawTable.ts";
import {drawFunction, drawPrimitive, drawUnreadable} from "./drawText.ts";
import {drawTree} from "./drawTree.ts";
import {h} from "../../stdlib/element.ts";
import {kindOf} from "./kindOf.ts";
import {toWords} from "./safely.ts";
import {tableOfColumns, tableOfRows} from "./tableOf.ts";

export function inspect(value: unknown, context: InspectContext): HTMLElement {
  try {
    return draw(value, context);
  } catch (error) {
    return drawUnreadable(context, toWords(error));
  }
}

function draw(value: unknown, context: InspectContext): HTMLElement {
  const {document} = context;
  const found = kindOf(value);
  switch (found.kind) {
    case "primitive":
      return drawPrimitive(context, value);
    case "function":
      return drawFunction(context, value as object);
    case "numbers":
      return drawNumbers(context, found);
    case "matrix":
      return drawMatrix(context, {value, matrix: found.matrix});
    case "rows": {
      const {rows} = found;
      return drawTable(context, {
        value,
        table: tableOfRows(rows),
        whole: () => tableOfRows(rows, true)
      });
    }
    case "columns":
      return drawTable(context, {value, table: tableOfColumns(found.columns)});
    case "node":
      return drawNode(context, found.node);
    case "image":
      return drawImage(context, found.image);
    case "file":
      return drawFile(context, found.file);
    case "error":
      return drawErrorValue(context, found.error, inspect);
    case "date":
    case "regexp": {
      const text = brief(value);
      const word = h(document, "code", {class: `value-text ${found.kind}`}, text);
      return drawFrame(context, {class: "value-inline"}, word);
    }
    case "run":
      return drawRun(context, value as RunLike, inspect);
    case "promise":
      return drawPromise(context, value as PromiseLike<unknown>, inspect);
    case "unreadable":
      return drawUnreadable(context, found.why);
    case "object":
      return drawTree(context, value as object, inspect);
  }
}
