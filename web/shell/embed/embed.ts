// Inside another site's page: how tall the notebook is and how far it has got, as numbers and nothing else.

export interface Outside {
  height: (height: number) => void;
  progress: (progress: {done: number; total: number; failed: number}) => void;
}

/** Whether somebody's page is around this one: then nothing here may be allowed by a click. */
export function isFramed(): boolean {
  return window.parent !== window;
}

/** Tells the page around this one, whoever that is; the same numbers are not told twice. */
export function createOutside(
  post: (message: object) => void = (message) => window.parent.postMessage(message, "*")
): Outside {
  const last = {height: "", progress: ""};
  const tell = (kind: keyof typeof last, numbers: Record<string, number>) => {
    const text = JSON.stringify(numbers);
    if (text === last[kind]) return;
    last[kind] = text;
    post({type: "cuvette", ...numbers});
  };
  return {
    height: (height) => tell("height", {height}),
    progress: ({done, total, failed}) => tell("progress", {done, total, failed})
  };
}
