export type Packages = Record<string, {version?: string; optional?: boolean; link?: boolean}>;

export function findDifference(wanted: Packages, installed: Packages): string | undefined;
