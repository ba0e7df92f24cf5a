// Adds up what the checks and Vitest's reports say into the one line that `npm test` closes with.

/** Counts passed, failed and skipped; `log` hears of every whole check as it is counted. */
export function makeTally({log = console.log} = {}) {
  let passed = 0;
  let failed = 0;
  const skipped = new Map();
  const count = (name, ok) => {
    if (ok) passed++;
    else failed++;
    log(`${ok ? "passed" : "FAILED"}: ${name}`);
  };
  return {
    /** A check that passes or fails as a whole. */
    count,
    /** Vitest's JSON report (undefined: it wrote none) and the exit status of the run. */
    addReport(name, report, status) {
      if (!report) return count(`${name} (no report)`, false);
      const before = failed;
      for (const file of report.testResults) {
        for (const test of file.assertionResults) {
          if (test.status === "passed") passed++;
          else if (test.status === "failed") failed++;
          else addSkipped(skipped, test.fullName);
        }
        // a file that could not even be loaded has no test to fail
        const hasFailed = file.assertionResults.some((test) => test.status === "failed");
        if (file.status === "failed" && !hasFailed) count(file.name, false);
      }
      // an error outside every test: Vitest says so by its status alone
      if (status !== 0 && failed === before) count(`${name} (status ${status})`, false);
    },
    get isGood() {
      return failed === 0 && passed > 0;
    },
    toLines() {
      const sum = [...skipped.values()].reduce((a, b) => a + b, 0);
      const reasons = [...skipped].map(([reason, n]) => `${reason} (${n})`).join("; ");
      const lines = sum > 0 ? [`${sum} skipped: ${reasons}`] : [];
      return [...lines, `${passed} passed, ${failed} failed`];
    }
  };
}

/** A skipped test says why in its own title or its suite's: `[skipped: why]`. */
function addSkipped(skipped, fullName) {
  const reason = /\[skipped: (.*?)\]/.exec(fullName)?.[1] ?? fullName;
  skipped.set(reason, (skipped.get(reason) ?? 0) + 1);
}
