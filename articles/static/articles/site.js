// On a desk the masthead comes back as soon as one scrolls up (see site.css). Nothing else here needs a script.
const masthead = document.querySelector(".masthead");
const TREMOR = 4; // pixels
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
