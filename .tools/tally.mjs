// Adds up what the checks and Vitest's reports say into the one line that `npm test` closes with.

/** How much of a failure is told again at the end. */
const LINES_OF_FAILURE = 12;

/** Counts passed, failed and skipped; `log` hears of every whole check as it is counted. */
export function makeTally({log = console.log} = {}) {
  let passed = 0;
  const failures = [];
  const skipped = new Map();
  const count = (name, ok, why = "") => {
    if (ok) passed++;
    else failures.push({name, why});
    log(`${ok ? "passed" : "FAILED"}: ${name}`);
  };
  return {
    /** A check that passes or fails as a whole, and what it printed if it fails. */
    count,
    /** Vitest's JSON report (undefined: it wrote none) and the exit status of the run. */
    addReport(name, report, status) {
      if (!report) return count(`${name} (no report)`, false);
      const before = failures.length;
      for (const file of report.testResults) {
        for (const test of file.assertionResults) {
          if (test.status === "passed") passed++;
          else if (test.status === "failed") failures.push(toFailure(file, test));
          else addSkipped(skipped, test.fullName);
        }
        // a file that could not even be loaded has no test to fail
        const hasFailed = file.assertionResults.some((test) => test.status === "failed");
        if (file.status === "failed" && !hasFailed) count(file.name, false);
      }
      // an error outside every test: Vitest says so by its status alone
      if (status !== 0 && failures.length === before) count(`${name} (status ${status})`, false);
    },
    get isGood() {
      return failures.length === 0 && passed > 0;
    },
    toLines() {
      const sum = [...skipped.values()].reduce((a, b) => a + b, 0);
      const reasons = [...skipped].map(([reason, n]) => `${reason} (${n})`).join("; ");
      const lines = sum > 0 ? [`${sum} skipped: ${reasons}`] : [];
      // once more at the end: what is kept of a long log is its end
      for (const {name, why} of failures)
        lines.push(`FAILED: ${name}`, ...cut(why).map((line) => `  ${line}`));
      return [...lines, `${passed} passed, ${failures.length} failed`];
    }
  };
}

function toFailure(file, test) {
  // what was expected comes first, the stack after it
  const lines = (test.failureMessages?.[0] ?? "").split("\n");
  return {
    name: `${file.name}: ${test.fullName}`,
    why: lines.slice(0, LINES_OF_FAILURE).join("\n")
  };
}

/** The last lines that say something. */
function cut(text) {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return lines.slice(-LINES_OF_FAILURE);
}

/** A skipped test says why in its own title or its suite's: `[skipped: why]`. */
function addSkipped(skipped, fullName) {
  const reason = /\[skipped: (.*?)\]/.exec(fullName)?.[1] ?? fullName;
  skipped.set(reason, (skipped.get(reason) ?? 0) + 1);
}
