// The fields that look things up while one types are made by a script, which names none of them.
const nameLookups = () => {
  for (const select of document.querySelectorAll("select.admin-autocomplete")) {
    const name = select.getAttribute("aria-label") ?? select.labels[0]?.textContent.trim().replace(/[:：]$/, "")
    const made = select.nextElementSibling
    if (!name || !made?.classList.contains("select2")) continue
    for (const part of made.querySelectorAll(".select2-selection, .select2-search__field")) {
      part.removeAttribute("aria-labelledby")
      part.setAttribute("aria-label", name)
    }
    // What is chosen is a part of the box, and is read with it.
    const chosen = made.querySelector("span.select2-selection__rendered")
    for (const attribute of ["role", "aria-readonly"]) chosen?.removeAttribute(attribute)
  }
}
// After the script that makes them, which waits for the page in the same way and was asked first.
window.django?.jQuery?.(nameLookups)
