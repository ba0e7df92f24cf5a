import {createSignal, onCleanup, Show, type JSX} from "solid-js";
import {say} from "../../say.ts";

/** Files can be dropped anywhere on the page while the library is shown. */
export function DropZone(props: {onFiles: (files: File[]) => void}): JSX.Element {
  const [isOver, setOver] = createSignal(false);
  const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
  const over = (event: DragEvent) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    setOver(true);
  };
  const leave = (event: DragEvent) => {
    // only when it leaves the window, not for each element on the way
    if (!event.relatedTarget) setOver(false);
  };
  const drop = (event: DragEvent) => {
    setOver(false);
    if (!hasFiles(event)) return;
    event.preventDefault();
    props.onFiles([...event.dataTransfer!.files]);
  };
  addEventListener("dragover", over);
  addEventListener("dragleave", leave);
  addEventListener("drop", drop);
  onCleanup(() => {
    removeEventListener("dragover", over);
    removeEventListener("dragleave", leave);
    removeEventListener("drop", drop);
  });
  return (
    <Show when={isOver()}>
      <div class="drop-zone">
        <p>{say("library.dropHere")}</p>
      </div>
    </Show>
  );
}
