import {createResource, Match, Switch, type JSX} from "solid-js";
import type {Engine} from "../../worker/api.ts";
import type {Host} from "../host.ts";
import {Devices} from "./Devices.tsx";
import {DropFigure} from "./DropFigure.tsx";
import type {GpuOffer} from "./findGpu.ts";
import {Header} from "./Header.tsx";
import {HostProvider} from "./hostContext.tsx";
import {Offers} from "./Offers.tsx";
import {Problem} from "./Problem.tsx";
import {SameBits} from "./SameBits.tsx";

/** The first page: what the engine is, at work. */
export function App(props: {
  host: Host;
  engine: Promise<Engine>;
  gpu: Promise<GpuOffer>;
}): JSX.Element {
  const [engine] = createResource(async () => {
    try {
      return await props.engine;
    } catch (error) {
      props.host.send({type: "status", status: "failed", detail: String(error).slice(0, 500)});
      throw error;
    }
  });
  const [gpu] = createResource(() => props.gpu);
  const started = () => (engine.error ? undefined : engine());
  return (
    <HostProvider value={props.host}>
      <div class="page">
        <Header />
        <main>
          <Switch>
            <Match when={engine.error as Error | undefined}>
              {(error) => <Problem what="The engine could not start" error={error()} />}
            </Match>
            <Match when={true}>
              <DropFigure engine={started()} />
              <Offers
                info={started()?.info}
                gpu={gpu()}
                isolation={props.host.settings.isolation}
              />
              <SameBits engine={started()} />
              <Devices engine={started()} gpu={gpu()} />
            </Match>
          </Switch>
        </main>
        <footer class="footer">
          <p>
            Cuvette {started()?.info.version}. Nothing you do here leaves this browser; after the
            first visit the page opens without a network too.
          </p>
        </footer>
      </div>
    </HostProvider>
  );
}
