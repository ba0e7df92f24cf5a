import {For, Show, type JSX} from "solid-js";
import {say} from "../../say.ts";
import {useApp} from "../app.ts";

/** The headings, as a way through the notebook. */
export function Contents(): JSX.Element {
  const app = useApp();
  const top = () => Math.min(...app.headings().map(({level}) => level));
  return (
    <Show
      when={app.headings().length > 0}
      fallback={<p class="panel-none">{say("panel.noHeadings")}</p>}
    >
      <ol class="contents">
        <For each={app.headings()}>
          {(heading) => (
            <li style={{"--level": heading.level - top()}}>
              <a
                href={`#${heading.slug}`}
                aria-current={app.current() === heading.cell ? "location" : undefined}
                onClick={(event) => {
                  event.preventDefault();
                  app.select(heading.cell);
                  document.getElementById(heading.slug)?.scrollIntoView();
                }}
              >
                {heading.text}
              </a>
            </li>
          )}
        </For>
      </ol>
    </Show>
  );
}
