// The notebook's sandbox forbids submitting forms, so a browser reports an error where a cell's form only
// wants its own `submit` event: by a button in a form, or by Enter. Here the event comes without the rest.

const answered = new WeakSet<Document>();

export function answerForms(document: Document): void {
  if (answered.has(document)) return;
  answered.add(document);
  document.addEventListener("click", (event) => {
    const button = (event.target as Element | null)?.closest?.<HTMLButtonElement>(
      "button, input[type=submit], input[type=image]"
    );
    if (event.defaultPrevented || !button?.form || !/^(submit|image)$/.test(button.type)) return;
    event.preventDefault();
    submit(button.form, button);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.defaultPrevented || event.isComposing) return;
    const input = event.target as Partial<HTMLInputElement> | null;
    const form = input?.tagName === "INPUT" ? input.form : undefined;
    if (!form || /^(button|submit|reset|image|file|color)$/.test(input?.type ?? "")) return;
    event.preventDefault();
    const button = form.querySelector<HTMLButtonElement>("button[type=submit], [type=submit]");
    if (!button) submit(form, null);
    else if (!button.disabled) button.click();
  });
}

function submit(form: HTMLFormElement, submitter: HTMLElement | null): void {
  if (!form.noValidate && !form.reportValidity()) return;
  form.dispatchEvent(new SubmitEvent("submit", {bubbles: true, cancelable: true, submitter}));
}
