import {createResource, type JSX} from "solid-js";
import {useApp} from "../app.ts";
import {findGpu} from "../findGpu.ts";
import {Offers} from "../Offers.tsx";
import {SameBits} from "../SameBits.tsx";

/** What this browser offers the engine, and whether it gives the recorded bits. */
export function Machine(): JSX.Element {
  const app = useApp();
  const [engine] = createResource(() => app.engine);
  const [gpu] = createResource(findGpu);
  const started = () => (engine.error ? undefined : engine());
  return (
    <>
      <Offers
        info={started()?.info}
        gpu={gpu()}
        isolation={app.host.settings.isolation}
        openLink={(url) => app.host.send({type: "link", url})}
      />
      <SameBits engine={started()} />
    </>
  );
}
