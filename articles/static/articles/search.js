// Suggestions while one types: a combobox as ARIA describes it. Without a script the field searches all the same.
const PATIENCE = 150; // milliseconds after the last key

for (const field of document.querySelectorAll("[data-suggest]")) combobox(field);

function combobox(field) {
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = `suggestions-${field.form.className}`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.ariaLabel || field.labels[0]?.textContent || "");
  list.hidden = true;
  field.after(list);
  for (const [name, value] of Object.entries({ role: "combobox", autocomplete: "off", "aria-autocomplete": "list" }))
    field.setAttribute(name, value);
  field.setAttribute("aria-controls", list.id);
  let chosen = -1;
  let timer, request;

  function choose(place) {
    const options = [...list.children];
    chosen = options.length ? (place + options.length + 1) % (options.length + 1) : -1;
    if (chosen === options.length) chosen = -1;
    options.forEach((option, number) => option.setAttribute("aria-selected", number === chosen));
    if (chosen < 0) field.removeAttribute("aria-activedescendant");
    else field.setAttribute("aria-activedescendant", options[chosen].id);
    options[chosen]?.scrollIntoView({ block: "nearest" });
  }

  function show(suggestions) {
    list.replaceChildren(
      ...suggestions.map(({ kind, label, url }, number) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${number}`;
        option.dataset.url = url;
        option.setAttribute("role", "option");
        for (const text of [label, kind]) option.append(Object.assign(document.createElement("span"), { textContent: text }));
        return option;
      }),
    );
    list.hidden = !suggestions.length;
    field.setAttribute("aria-expanded", !list.hidden);
    choose(-1);
  }

  async function ask() {
    request?.abort();
    request = new AbortController();
    try {
      const address = new URL(field.dataset.suggest, location);
      address.searchParams.set("q", field.value);
      const response = await fetch(address, { signal: request.signal });
      if (response.ok) show((await response.json()).suggestions);
    } catch (error) {
      if (error.name !== "AbortError") show([]);
    }
  }

  show([]);
  field.addEventListener("input", () => {
    clearTimeout(timer);
    if (field.value.trim()) timer = setTimeout(ask, PATIENCE);
    else show([]);
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape" && !list.hidden) show([]);
    else if (event.key === "ArrowDown" && !list.hidden) choose(chosen + 1);
    else if (event.key === "ArrowUp" && !list.hidden) choose(chosen - 1);
    else if (event.key === "Enter" && chosen >= 0) location.assign(list.children[chosen].dataset.url);
    else return;
    event.preventDefault();
  });
  field.addEventListener("blur", () => setTimeout(() => show([]), PATIENCE));
  // Before the field loses the focus, which would take the list away.
  list.addEventListener("mousedown", (event) => {
    const option = event.target.closest("[data-url]");
    if (option) location.assign(option.dataset.url);
    event.preventDefault();
  });
}
