import {Show, createMemo, type JSX} from "solid-js";
import {useApp} from "../app.ts";
import {CellCode} from "./CellCode.tsx";
import {CellMarks} from "./CellMarks.tsx";
import {CellNote} from "./CellNote.tsx";
import {CellOutputs} from "./CellOutputs.tsx";

/** Output first, then what is to be said about it, then the code. */
export function CodeCellBody(props: {id: string}): JSX.Element {
  const app = useApp();
  const showsCode = createMemo(() => {
    const cell = app.document.cell(props.id);
    if (app.mode() === "app" || cell?.kind !== "code") return false;
    if (app.mode() === "edit") return true;
    return cell.options.echo && app.codeShown();
  });
  return (
    <>
      <CellOutputs id={props.id} />
      <CellNote id={props.id} />
      <Show when={showsCode()}>
        <CellCode id={props.id} />
        <CellMarks id={props.id} />
      </Show>
    </>
  );
}
