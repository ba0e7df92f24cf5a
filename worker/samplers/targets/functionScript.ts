// The script that a plain function's worker is sent: few pages need it, and no other worker carries it.
import {makeFunctionWork} from "./functionWork.ts";

Object.assign(globalThis, {makeWork: makeFunctionWork});
