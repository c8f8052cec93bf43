// An article read aloud by the browser's own voice, the sentence that is read marked. Without a voice for its language
// the controls stay hidden. One utterance is one sentence: browsers cut long ones off, and where to go on is known.
const panel = document.querySelector(".aloud");
const article = document.querySelector(".article");
const BLOCKS = "h1, .deck, .summary, .body :is(p, h2, h3, h4, li, figcaption, td, th, caption)";
const NOT_READ = "pre, .picture";

if (panel && window.speechSynthesis && window.SpeechSynthesisUtterance && Intl.Segmenter) setUp(window.speechSynthesis);

function setUp(synthesis) {
  const button = (does) => panel.querySelector(`[data-does=${does}]`);
  const [play, pause, stop] = ["play", "pause", "stop"].map(button);
  const speed = panel.querySelector("select");
  const said = panel.querySelector(".said");
  const firstLabel = play.textContent;
  let voice, sentences, at, turn = 0;

  function look() {
    voice = bestVoice(synthesis.getVoices(), article.querySelector(".body").lang);
    panel.hidden = !voice;
  }

  function show(state) {
    const isReading = state === "Playing";
    const isOpen = isReading || state === "Paused";
    const hadFocus = panel.contains(document.activeElement);
    play.hidden = isReading;
    play.textContent = state === "Paused" ? play.dataset.sayAgain : firstLabel;
    pause.hidden = !isReading;
    stop.hidden = speed.parentElement.hidden = !isOpen;
    said.textContent = state ? said.dataset[`say${state}`] : "";
    // A button that went takes the focus with it.
    if (hadFocus && document.activeElement !== speed) (isReading ? pause : play).focus();
  }

  // Browsers differ in what pausing does, some lose the rest: silence, and the sentence anew, they all can.
  function silence() {
    turn += 1;
    synthesis.cancel();
  }

  function read() {
    silence();
    if (at >= sentences.length) return end("Ended");
    const mine = turn;
    const utterance = new SpeechSynthesisUtterance(sentences[at].text);
    Object.assign(utterance, { voice, lang: voice.lang, rate: Number(speed.value) });
    utterance.onend = () => {
      if (mine !== turn) return;
      at += 1;
      read();
    };
    utterance.onerror = () => mine === turn && end("Failed");
    mark(sentences[at]);
    synthesis.speak(utterance);
  }

  function end(state) {
    silence();
    sentences = undefined;
    mark();
    show(state);
  }

  play.addEventListener("click", () => {
    if (!sentences) [sentences, at] = [sentencesOf(), 0];
    show("Playing");
    read();
  });
  pause.addEventListener("click", () => {
    silence();
    show("Paused");
  });
  stop.addEventListener("click", () => end());
  speed.addEventListener("change", () => pause.hidden || read());
  // Whoever comes back to the page finds it paused.
  window.addEventListener("pagehide", () => {
    silence();
    if (sentences) show("Paused");
  });
  synthesis.addEventListener?.("voiceschanged", look);
  look();
}

// Of the article's language, of its script's region first; Cantonese reads the same characters as another tongue.
function bestVoice(voices, language) {
  const [spoken, script] = language.toLowerCase().split("-");
  const tag = (voice) => voice.lang.toLowerCase().replace("_", "-");
  const order = spoken !== "zh" ? [spoken] : script === "hant" ? ["zh-tw", "zh-cn", "zh"] : ["zh-cn", "zh-hans", "zh-tw", "zh"];
  for (const wanted of order) {
    const found = voices.filter((voice) => tag(voice).startsWith(wanted));
    if (found.length) return found.find((voice) => voice.localService) ?? found[0];
  }
}

function sentencesOf() {
  const segmenter = new Intl.Segmenter(article.querySelector(".body").lang, { granularity: "sentence" });
  return [...article.querySelectorAll(BLOCKS)].flatMap((block) => {
    const pieces = textOf(block);
    const whole = pieces.map(({ node }) => node.data).join("");
    const found = [...segmenter.segment(whole)].filter(({ segment }) => /[\p{L}\p{N}]/u.test(segment));
    return found.map(({ segment, index }) => {
      const text = segment.trimEnd();
      return { text: text.trim(), block, range: rangeOf(pieces, index, index + text.length) };
    });
  });
}

// What stands in a block itself: of a list in a list, each is read once.
function textOf(block) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const pieces = [];
  for (let start = 0; walker.nextNode(); ) {
    const { parentElement, length } = walker.currentNode;
    if (parentElement.closest(NOT_READ) || parentElement.closest(BLOCKS) !== block) continue;
    pieces.push({ node: walker.currentNode, start });
    start += length;
  }
  return pieces;
}

function rangeOf(pieces, from, to) {
  const range = document.createRange();
  const first = pieces.findLast(({ start }) => start <= from);
  const last = pieces.findLast(({ start }) => start < to);
  range.setStart(first.node, from - first.start);
  range.setEnd(last.node, to - last.start);
  return range;
}

// The markup of the article stays as it is; where a browser cannot mark a range, the paragraph is marked.
function mark(sentence) {
  document.querySelector(".is-read")?.classList.remove("is-read");
  if (!window.Highlight) sentence?.block.classList.add("is-read");
  else if (sentence) CSS.highlights.set("aloud", new Highlight(sentence.range));
  else CSS.highlights.delete("aloud");
  const place = sentence?.range.getBoundingClientRect();
  if (place && (place.top < 0 || place.bottom > window.innerHeight - 120)) sentence.range.startContainer.parentElement.scrollIntoView({ block: "center" });
}
