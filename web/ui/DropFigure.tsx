import {createEffect, createSignal, on, Show, type JSX} from "solid-js";
import type {Engine} from "../../worker/api.ts";
import {createLatest} from "./createLatest.ts";
import {
  DURATION,
  FIRST_DROP,
  REACH,
  STEPS,
  simulateDrop,
  type Drop,
  type DropParams
} from "./drop.ts";
import {DropBits} from "./DropBits.tsx";
import {drawBell, drawWays} from "./dropPlots.ts";
import {formatCount, formatSigned} from "./format.ts";
import {useHost} from "./hostContext.tsx";
import {PlotFigure} from "./PlotFigure.tsx";
import {Problem} from "./Problem.tsx";
import {Slider} from "./Slider.tsx";

const CROWDS = [500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000];
const HEIGHT = 340;

/** One live computation: every move of a slider draws a million random numbers anew. */
export function DropFigure(props: {engine: Engine | undefined}): JSX.Element {
  const host = useHost();
  const [params, setParams] = createSignal(FIRST_DROP);
  const set = (change: Partial<DropParams>) => setParams((old) => ({...old, ...change}));
  const drop = createLatest<[Engine | undefined, DropParams], Drop | undefined>(
    () => [props.engine, params()],
    async ([engine, wanted]) => (engine ? simulateDrop(engine, wanted) : undefined)
  );
  const value = () => drop.value();
  const summary = () => describe(value());
  const tellResult = () =>
    host.send({type: "status", status: "result", detail: value()?.digest ?? ""});
  // an error is a first result too: nobody should wait for another
  createEffect(
    on(drop.error, (error) => error && host.send({type: "status", status: "result", detail: ""}), {
      defer: true
    })
  );

  const save = () => {
    const {positions} = value()!;
    const bytes = new TextEncoder().encode(`position_mm\n${positions.join("\n")}\n`).buffer;
    host.send({type: "download", name: "drop.csv", mime: "text/csv", bytes}, [bytes]);
  };

  return (
    <section class="section" aria-labelledby="drop-title">
      <h2 id="drop-title">A drop of dye, one molecule at a time</h2>
      <p class="prose">
        Each molecule takes {STEPS} random steps in {DURATION} seconds, carried along by a slow
        current. Theory knows where the crowd must end up (the solid lines, and a band for 95 % of
        it); the molecules find out for themselves.
      </p>
      <figure
        class="card drop"
        data-late={drop.late()}
        data-digest={value()?.digest}
        data-seed={value()?.params.seed}
      >
        <div class="drop-plots">
          <PlotFigure
            class="wide"
            height={HEIGHT}
            label={`Ways of single molecules over time. ${summary()}`}
            draw={(parts, width) => drawWays(parts, value(), width, HEIGHT)}
          />
          <PlotFigure
            class="narrow"
            height={HEIGHT}
            label={`Where the molecules are in the end, against the bell curve of theory. ${summary()}`}
            draw={(parts, width) => drawBell(parts, value(), width, HEIGHT)}
            onDrawn={() => value() && tellResult()}
          />
        </div>
        <div class="drop-controls">
          <Slider
            label="Diffusion"
            name="diffusion"
            min={0.02}
            max={1}
            step={0.01}
            value={params().diffusion}
            text={`${params().diffusion.toFixed(2)} mm²/s`}
            onInput={(diffusion) => set({diffusion})}
          />
          <Slider
            label="Current"
            name="drift"
            min={-0.4}
            max={0.4}
            step={0.01}
            value={params().drift}
            text={`${formatSigned(params().drift, 2)} mm/s`}
            onInput={(drift) => set({drift})}
          />
          <Slider
            label="Molecules"
            name="walkers"
            min={0}
            max={CROWDS.length - 1}
            step={1}
            value={CROWDS.indexOf(params().walkers)}
            text={formatCount(params().walkers)}
            onInput={(i) => set({walkers: CROWDS[i]})}
          />
          <div class="buttons">
            <button type="button" class="button" onClick={() => set({seed: params().seed + 1})}>
              Draw again
            </button>
            <button type="button" class="button quiet" disabled={!value()} onClick={save}>
              Save as CSV
            </button>
          </div>
        </div>
        <Show when={drop.error()}>
          {(error) => (
            <Problem what="This could not be computed" error={error()} retry={() => set({})} />
          )}
        </Show>
        <figcaption>
          <p class="summary">{summary()}</p>
          <Show when={value()} fallback={<p class="bits">Starting the engine…</p>}>
            {(shown) => <DropBits drop={shown()} />}
          </Show>
        </figcaption>
      </figure>
    </section>
  );
}

function describe(drop: Drop | undefined): string {
  if (!drop) return "Nothing computed yet.";
  const {params, mean, spread, expected} = drop;
  return (
    `After ${DURATION} s the ${formatCount(params.walkers)} molecules are centred at ${formatSigned(mean, 3)} mm ` +
    `(theory ${formatSigned(expected.mean, 3)}) with a spread of ${spread.toFixed(3)} mm (theory ${expected.spread.toFixed(3)}); ` +
    `the picture shows ±${REACH} mm.`
  );
}
