import {createUniqueId, type JSX} from "solid-js";

/** A labelled slider with its value written out. */
export function Slider(props: {
  label: string;
  name: string;
  min: number;
  max: number;
  step: number;
  value: number;
  /** the value in words. */
  text: string;
  onInput: (value: number) => void;
}): JSX.Element {
  const id = createUniqueId();
  const fill = () => `${(100 * (props.value - props.min)) / (props.max - props.min)}%`;
  return (
    <div class="slider">
      <label for={id}>{props.label}</label>
      <output for={id}>{props.text}</output>
      <input
        id={id}
        name={props.name}
        type="range"
        min={props.min}
        max={props.max}
        step={props.step}
        value={props.value}
        aria-valuetext={props.text}
        style={{"--fill": fill()}}
        onInput={(event) => props.onInput(event.currentTarget.valueAsNumber)}
      />
    </div>
  );
}
