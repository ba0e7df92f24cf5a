// The estimator on an engine of one thread, for tests that ask about numbers and not about threads.
import {makeEstimate} from "../../../worker/collocation/estimate/estimate.ts";
import {createEngineIn} from "../../../worker/client.ts";
import {makeNodeHome} from "../../../worker/node.ts";

const home = await makeNodeHome(new URL("../../../dist/", import.meta.url));
/** Nothing of it keeps the process alive. */
const engine = await createEngineIn({...home, spawn: undefined});

export const {collocate, bandwidths} = makeEstimate(engine);
