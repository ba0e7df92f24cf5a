// Real models, from textbooks and from the systems that the notebook is for: each must compile and run the
// same everywhere.
import {densities} from "./densities.ts";
import {dynamics} from "./dynamics.ts";
import {oscillators} from "./oscillators.ts";
import type {RealModel} from "./realModel.ts";
import {systems} from "./systems.ts";

export const models: readonly RealModel[] = [...dynamics, ...oscillators, ...densities, ...systems];
