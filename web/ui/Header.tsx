import type {JSX} from "solid-js";
import {ThemeSwitch} from "./ThemeSwitch.tsx";

export function Header(): JSX.Element {
  return (
    <header class="header">
      <div class="bar">
        <p class="name">
          <Mark />
          Cuvette
        </p>
        <ThemeSwitch />
      </div>
      <h1>Open a link. See a method at work. Get the same bits.</h1>
      <p class="lede">
        A scientific notebook that runs entirely in your browser, on all its cores. Change anything
        you see; pass the link on, and the next reader computes the same result to the last bit.
      </p>
    </header>
  );
}

function Mark(): JSX.Element {
  return (
    <svg class="mark" viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
      <path class="liquid" d="M10 13h12v10.5a3 3 0 0 1-3 3h-6a3 3 0 0 1-3-3z" />
      <path class="glass" d="M9 4.5v19a4 4 0 0 0 4 4h6a4 4 0 0 0 4-4v-19M7 4.5h4M21 4.5h4" />
    </svg>
  );
}
