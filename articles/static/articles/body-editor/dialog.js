// A form over the page: ask(title, fields, labels) is a promise of the values by name, or of null.
// A field is { name, label, type, value, required, pattern }.
const element = (tag, properties, ...children) => {
  const made = Object.assign(document.createElement(tag), properties)
  made.append(...children)
  return made
}

export function ask(title, fields, labels, extra = []) {
  const inputs = fields.map(({ name, label, ...rest }) =>
    element("label", {}, label, element("input", { type: "text", name, ...rest })),
  )
  const buttons = [
    element("button", { type: "submit", className: "button default", textContent: labels.apply, value: "apply" }),
    ...extra.map(([value, label]) => element("button", { type: "submit", className: "button", textContent: label, value, formNoValidate: true })),
    element("button", { type: "submit", className: "button", textContent: labels.cancel, value: "", formNoValidate: true }),
  ]
  const form = element("form", { method: "dialog" }, element("h3", { textContent: title }), ...inputs, element("p", {}, ...buttons))
  const dialog = element("dialog", { className: "body-dialog", ariaLabel: title }, form)
  document.body.append(dialog)
  dialog.showModal()
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      const values = Object.fromEntries(new FormData(form))
      resolve(dialog.returnValue ? { ...values, pressed: dialog.returnValue } : null)
      dialog.remove()
    })
  })
}
