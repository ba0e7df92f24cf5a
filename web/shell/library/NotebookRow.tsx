import {createSignal, For, Show, type JSX} from "solid-js";
import {say} from "../../say.ts";
import type {NotebookRecord} from "../store/types.ts";
import type {LibraryModel} from "./createLibrary.ts";
import type {LibraryProps} from "./props.ts";
import {RowMenu} from "./RowMenu.tsx";
import {RowTitle} from "./RowTitle.tsx";
import {sayOrigin, toExactTime, toSize, toWhen} from "./words.ts";

export interface NotebookRowProps {
  record: NotebookRecord;
  model: LibraryModel;
  library: LibraryProps;
}

export function NotebookRow(props: NotebookRowProps): JSX.Element {
  const [isNaming, setNaming] = createSignal(false);
  const record = () => props.record;
  const {model} = props;
  let row: HTMLLIElement | undefined;
  const items = () => [
    {label: say("library.rename"), icon: "pen", act: () => setNaming(true)} as const,
    {
      label: say("library.duplicate"),
      icon: "copy",
      act: () => void model.duplicate(record())
    } as const,
    {
      label: say("library.history"),
      icon: "clock",
      act: () => props.library.onHistory(record().id)
    } as const,
    {
      label: say("library.exportOne"),
      icon: "file",
      act: () => void model.exportOne(record())
    } as const,
    {
      label: say("library.toTrash"),
      icon: "bin",
      isGrave: true,
      act: () => void model.trash(record())
    } as const
  ];
  return (
    <li class="row" ref={row}>
      <div class="row-main">
        <Show
          when={!isNaming()}
          fallback={
            <TitleInput
              title={record().title}
              onDone={(title) => {
                setNaming(false);
                if (title !== undefined) void model.rename(record(), title);
                row?.querySelector<HTMLElement>(".row-open")?.focus();
              }}
            />
          }
        >
          <RowTitle
            title={record().title}
            address={props.library.addressOf?.(record().id)}
            onOpen={() => props.library.onOpen(record().id)}
          />
        </Show>
        <Show when={record().description}>
          <p class="row-about" dir="auto">
            {record().description}
          </p>
        </Show>
        <p class="row-facts">
          <time
            datetime={new Date(record().edited).toISOString()}
            title={toExactTime(record().edited)}
          >
            {say("library.edited", {when: toWhen(record().edited, model.now())})}
          </time>
          <span>{sayOrigin(record().origin, model.titleOfShipped)}</span>
          <Show when={record().changed}>
            <span class="badge">{say("library.changed")}</span>
          </Show>
          <span class="row-size">{toSize(record().bytes)}</span>
          <TagList tags={record().tags} model={model} />
        </p>
      </div>
      <RowMenu title={record().title} items={items()} />
    </li>
  );
}

export function TagList(props: {tags: readonly string[]; model: LibraryModel}): JSX.Element {
  return (
    <For each={props.tags.slice(0, 6)}>
      {(tag) => (
        <button
          type="button"
          class="tag"
          aria-label={say("library.onlyTag", {tag})}
          onClick={() => props.model.toggleTag(tag)}
        >
          #{tag}
        </button>
      )}
    </For>
  );
}

/** Enter and leaving keep the name, Esc drops it. */
function TitleInput(props: {
  title: string;
  onDone: (title: string | undefined) => void;
}): JSX.Element {
  let isDone = false;
  const finish = (title: string | undefined) => {
    if (isDone) return;
    isDone = true;
    props.onDone(title);
  };
  return (
    <input
      class="row-name"
      aria-label={say("library.newTitle")}
      value={props.title}
      maxlength="300"
      ref={(input) =>
        queueMicrotask(() => {
          input.focus();
          input.select();
        })
      }
      onKeyDown={(event) => {
        if (event.key === "Enter") finish(event.currentTarget.value);
        if (event.key === "Escape") finish(undefined);
      }}
      onBlur={(event) => finish(event.currentTarget.value)}
    />
  );
}
