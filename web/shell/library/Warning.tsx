import {Show, type JSX} from "solid-js";
import {say, type Saying} from "../../say.ts";
import {remakeStore} from "../store/openStore.ts";
import type {NotebookStore, StoreTrouble} from "../store/types.ts";
import {Icon} from "./Icon.tsx";

const SENTENCES: Record<StoreTrouble, Saying> = {
  unsupported: "library.keepsNothing",
  refused: "library.keepsNothing",
  hanging: "library.hangs",
  broken: "library.isBroken",
  emptied: "library.wasEmptied"
};

/** What is wrong with this browser's storage, and what to do about it. */
export function Warning(props: {store: NotebookStore; reload?: () => void}): JSX.Element {
  const startAnew = async () => {
    await remakeStore();
    (props.reload ?? (() => location.reload()))();
  };
  return (
    <Show when={props.store.trouble}>
      {(trouble) => (
        <div class="warning" role="status">
          <Icon name="warn" />
          <p>{say(SENTENCES[trouble()])}</p>
          <Show when={trouble() === "broken"}>
            <button type="button" class="button" onClick={() => void startAnew()}>
              {say("library.startAnew")}
            </button>
          </Show>
        </div>
      )}
    </Show>
  );
}
