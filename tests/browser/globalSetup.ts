import {forgetStub} from "../shell/stub/buildStub.ts";

/** Every run tests what the sources are now. */
export const setup = forgetStub;
