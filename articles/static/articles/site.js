// Nothing here needs a script to be read. On a desk the masthead comes back as soon as one scrolls up (see site.css).
const masthead = document.querySelector(".masthead");
const TREMOR = 4; // pixels
const SHOWN = 2000; // milliseconds
let last = window.scrollY;

window.addEventListener(
  "scroll",
  () => {
    if (Math.abs(window.scrollY - last) < TREMOR) return;
    masthead.classList.toggle("is-wanted", window.scrollY < last);
    last = window.scrollY;
  },
  { passive: true },
);

// A citation is copied with one click; without a script it can still be marked and copied.
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.previousElementSibling.textContent);
    button.dataset.said ??= button.textContent;
    button.textContent = button.dataset.copied;
    setTimeout(() => (button.textContent = button.dataset.said), SHOWN);
  });
}
