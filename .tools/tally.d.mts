export interface VitestReport {
  testResults: {
    name: string;
    status: string;
    assertionResults: {status: string; fullName: string; failureMessages?: string[]}[];
  }[];
}

export interface Tally {
  count(name: string, ok: boolean, why?: string): void;
  addReport(name: string, report: VitestReport | undefined, status: number): void;
  readonly isGood: boolean;
  toLines(): string[];
}

export function makeTally(options?: {log?: (line: string) => void}): Tally;
